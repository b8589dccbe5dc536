package dev.ticketstream.standalone.spine;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.issuer.DemoTokens;
import dev.ticketstream.standalone.issuer.DemoUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The whole platform, started by its launcher as a user would, on free ports. */
final class RunningPlatform implements AutoCloseable {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Duration START_MAX = Duration.ofMinutes(4);

  private final DataFolder folder;
  private final Process launcher;
  private final Path output;
  private final Endpoints endpoints;

  private RunningPlatform(DataFolder folder, Process launcher, Path output, Endpoints endpoints) {
    this.folder = folder;
    this.launcher = launcher;
    this.output = output;
    this.endpoints = endpoints;
  }

  /**
   * Starts the platform and waits until it says that it is ready.
   *
   * @param work an empty folder for data and output
   */
  static RunningPlatform start(Path work) throws IOException, InterruptedException {
    List<Integer> ports = freePorts(6);
    DataFolder folder = DataFolder.locate(work.resolve("data"));
    Path output = work.resolve("up.log");
    List<String> options =
        List.of("console", "command", "gateway", "postgres", "kafka", "kafka-controller");
    List<String> arguments = new ArrayList<>(List.of("up", "--data-dir", folder.root().toString()));
    for (int i = 0; i < options.size(); i++) {
      arguments.addAll(List.of("--port-" + options.get(i), ports.get(i).toString()));
    }
    Process launcher = standalone(output, arguments);
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (!Files.readString(output).contains("is ready after")) {
      if (launcher.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        launcher.destroy();
        throw new IllegalStateException("the platform is not ready:\n" + Files.readString(output));
      }
    }
    return new RunningPlatform(folder, launcher, output, Endpoints.read(folder));
  }

  URI gatewaySocket() {
    return URI.create(endpoints.gatewaySocket());
  }

  String kafkaBootstrapServers() {
    return "localhost:" + endpoints.kafkaPort();
  }

  EventStoreProbe eventStore() throws IOException {
    return new EventStoreProbe(
        "jdbc:postgresql://localhost:%d/ticketstream".formatted(endpoints.postgresPort()),
        "ticketstream",
        Files.readString(folder.secret("postgres-password")).strip());
  }

  /** A fresh token for a demo user. */
  String token(String userId) {
    try {
      return DemoTokens.of(folder)
          .sign(DemoUser.named(userId).orElseThrow(), Duration.ofMinutes(30));
    } catch (Exception e) {
      throw new IllegalStateException("no token for " + userId, e);
    }
  }

  /** Starts an import of a log. */
  Process startImport(Path log, Path output) throws IOException {
    return standalone(
        output, List.of("import", log.toString(), "--data-dir", folder.root().toString()));
  }

  /**
   * Ends one part; the launcher starts it again.
   *
   * @param part its name, as the launcher prints it
   * @param forcibly with SIGKILL rather than SIGTERM
   */
  void stopPart(String part, boolean forcibly) throws IOException {
    ProcessHandle process =
        Files.readAllLines(folder.ledger()).stream()
            .map(line -> line.split(" ", 5))
            .filter(fields -> fields[4].equals(part))
            .map(fields -> ProcessHandle.of(Long.parseLong(fields[0])).orElseThrow())
            .findFirst()
            .orElseThrow();
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  /** What the launcher has printed. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws InterruptedException {
    launcher.destroy();
    if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
      launcher.destroyForcibly();
      throw new IllegalStateException("the launcher did not stop within 60 s of SIGTERM");
    }
  }

  private static Process standalone(Path output, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dticketstream.home=" + MODULE.resolve("../..").normalize(),
                "-cp",
                launcherJar() + ":" + MODULE.resolve("target/lib") + "/*",
                "dev.ticketstream.standalone.Standalone"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static Path launcherJar() throws IOException {
    try (Stream<Path> files = Files.list(MODULE.resolve("target"))) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("ticketstream-standalone-[\\d.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return IntStream.range(0, count)
          .mapToObj(i -> sockets.get(i).getLocalPort())
          .collect(Collectors.toList());
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
