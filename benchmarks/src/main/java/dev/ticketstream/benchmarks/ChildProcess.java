package dev.ticketstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own, so that what is measured shares no heap and no collector with the load. */
final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

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
  static ChildProcess java(String name, Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(arguments);
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ChildProcess(name, process, log);
  }

  /** The process's log so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Fails with the end of the log when the process has ended. */
  void requireAlive() throws IOException {
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

  /** CPU time that the process has used so far. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
