package dev.ticketstream.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of its own, so that what is measured shares no heap and no collector with the load. It
 * ends with this JVM at the latest.
 */
public final class ChildProcess implements AutoCloseable {

  /** Some would drain for half a minute, and nothing is lost without. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private static final long POLL_MILLIS = 100;
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  /** Linux counts in hundredths of a second for all programs. */
  private static final long MILLIS_A_TICK = 10;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread killer;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.killer = new Thread(process::destroyForcibly, "end-" + name);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Starts a JVM.
   *
   * @param name what it is, for messages and its log's name
   * @param folder where its log goes
   * @param arguments the JVM's flags, the class or jar, and its arguments
   */
  public static ChildProcess java(String name, Path folder, List<String> arguments)
      throws IOException {
    return start(name, folder, Map.of(), javaCommand(arguments));
  }

  /**
   * The command that starts a JVM of this one's version.
   *
   * @param arguments the JVM's flags, the class or jar, and its arguments
   */
  public static List<String> javaCommand(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(arguments);
    return command;
  }

  /**
   * Starts any program.
   *
   * @param name what it is, for messages and its log's name
   * @param folder where its log goes
   * @param environment variables beside this process's own
   * @param command the program and its arguments
   */
  public static ChildProcess start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildProcess(name, builder.start(), log);
  }

  /** The process's log so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Fails with the end of the log when the process has ended. */
  public void requireAlive() throws IOException {
    if (!process.isAlive()) {
      try (Stream<String> lines = Files.lines(log)) {
        List<String> all = lines.toList();
        throw new IllegalStateException(
            "%s ended with exit status %d:%n%s"
                .formatted(
                    name,
                    process.exitValue(),
                    String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()))));
      }
    }
  }

  /**
   * Waits for a line of the log.
   *
   * @param beginning how the line begins
   * @param atMost how long to wait
   * @return the rest of the line
   * @throws IllegalStateException when the process ends or the time is over before
   */
  public String awaitLine(String beginning, Duration atMost)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      requireAlive();
      Optional<String> found = log().lines().filter(line -> line.startsWith(beginning)).findFirst();
      if (found.isPresent()) {
        return found.get().substring(beginning.length());
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IllegalStateException(
        "%s does not say \"%s\" after %s".formatted(name, beginning.strip(), atMost));
  }

  /** CPU time that the process has used so far. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * CPU time that the JVM's compilers have used so far. A compiler's thread that has ended is no
   * longer in it.
   *
   * @return empty where there is no {@code /proc}, or where the process is not a JVM
   */
  public Optional<Duration> compilerTime() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.exists(tasks)) {
      return Optional.empty();
    }
    long ticks = -1;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        try {
          if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
            ticks = Math.max(0, ticks) + ticks(Files.readString(thread.resolve("stat")));
          }
        } catch (IOException _) {
          // The thread has ended meanwhile.
        }
      }
    }
    return ticks < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(ticks * MILLIS_A_TICK));
  }

  /** User and system time; the name before them may contain blanks. */
  private static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  /** Memory that the process has in RAM, in bytes; 0 where the system has no {@code /proc}. */
  public long residentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
