package dev.ticketstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run commands}. */
@Command(
    name = "commands",
    mixinStandardHelpOptions = true,
    description =
        "Measures commands and queries over HTTP against the bare statements on the same server.")
final class CommandBenchmark implements Callable<Integer> {

  /** The collector is named, because which one a JVM picks depends on the machine. */
  private static final String JVM_FLAGS = "-Xmx512m -XX:+UseSerialGC";

  @Option(names = "--quick", description = "Only show that everything runs, in seconds.")
  private boolean quick;

  @Option(names = "--tickets", description = "Tickets in the database (default 100000).")
  private @Nullable Integer tickets;

  @Option(names = "--concurrency", description = "Commands under way at once (default 16).")
  private @Nullable Integer concurrency;

  @Option(names = "--rounds", description = "Turns of reference and service (default 3).")
  private @Nullable Integer rounds;

  @Option(
      names = "--jvm",
      arity = "1..*",
      split = " ",
      description = "Flags of the service's JVM (default ${DEFAULT-VALUE}, as it is deployed).",
      defaultValue = JVM_FLAGS)
  private List<String> jvmFlags = List.of();

  @Option(
      names = "--service-jar",
      description = "The service's executable jar (default: the one that this repository builds).")
  private @Nullable Path serviceJar;

  @Option(
      names = "--data",
      description = "A folder that keeps the filled database for the next run (default: none).")
  private @Nullable Path data;

  /**
   * Runs the benchmark and prints its report.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new CommandBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Scale scale = scale();
    Measurements found = run(scale);
    System.out.println();
    System.out.print(Report.of(found, scale, jvmFlags));
    return found.failures().isEmpty() && found.stored() == found.answered() ? 0 : 1;
  }

  private Measurements run(Scale scale) throws Exception {
    return run(scale, data, serviceJar == null ? builtJar() : serviceJar, jvmFlags);
  }

  /**
   * Runs the benchmark.
   *
   * @param scale how much
   * @param data where the filled database is kept from run to run, {@code null} for nowhere
   * @param serviceJar the service's executable jar
   * @param jvmFlags the service's JVM's
   */
  static Measurements run(Scale scale, @Nullable Path data, Path serviceJar, List<String> jvmFlags)
      throws Exception {
    Path folder = home().resolve("benchmarks/target/benchmark");
    Files.createDirectories(folder);
    System.out.printf("filling the database with %d tickets%n", scale.tickets());
    long start = System.nanoTime();
    try (Platform platform = Platform.start(folder, data, serviceJar, jvmFlags, scale.tickets())) {
      System.out.printf(
          "filled and started after %d s; %d tickets take commands in turn; PostgreSQL: %s%n",
          (System.nanoTime() - start) / 1_000_000_000,
          platform.tickets().size(),
          platform.postgres().settings());
      return new BenchmarkRun(platform, scale, System.out).measure();
    }
  }

  private Scale scale() {
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    return new Scale(
        tickets == null ? scale.tickets() : tickets,
        concurrency == null ? scale.concurrency() : concurrency,
        rounds == null ? scale.rounds() : rounds,
        scale.warmUpMax(),
        scale.round(),
        scale.openLoop(),
        scale.reads(),
        scale.emptyMax());
  }

  /** The executable jar that this repository's build made. */
  static Path builtJar() throws IOException {
    Path target = home().resolve("ticket-command-service/target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no executable jar in " + target));
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("ticketstream.home", ".")).toAbsolutePath().normalize();
  }
}
