package dev.ticketstream.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kafka broker in a JVM of its own.
 *
 * @param process the JVM
 * @param address where it listens, as {@code host:port}
 */
public record KafkaProcess(ChildProcess process, String address) implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /**
   * Starts a broker and waits until it answers.
   *
   * @param folder where its log goes
   * @param jvmFlags the JVM's
   */
  public static KafkaProcess start(Path folder, String... jvmFlags)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(jvmFlags));
    arguments.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KafkaMain.class.getName()));
    ChildProcess process = ChildProcess.java("kafka", folder, arguments);
    try {
      return new KafkaProcess(process, process.awaitLine(KafkaMain.ANSWERS_AT, START_TIMEOUT));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
