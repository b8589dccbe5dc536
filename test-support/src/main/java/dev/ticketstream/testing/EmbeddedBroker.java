package dev.ticketstream.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real KRaft broker inside this JVM, with free ports and a temporary folder of its own. Tests
 * that stop, break or exhaust a broker start one for themselves; the others share {@link
 * TestInfrastructure#kafkaBootstrapServers()}.
 *
 * <p>Kafka's own test kit lets a shutdown hook delete the folder while the broker still writes to
 * it, so that the broker fails and asks to halt the JVM at the end of every test run.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final Path folder;
  private final int port;
  private final Map<String, String> configuration;
  private @Nullable KafkaRaftServer server;

  private EmbeddedBroker(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.configuration = configuration(folder.resolve("data"), port, controllerPort);
  }

  /**
   * Starts a broker on a free port with an empty data folder. Topics are not created automatically.
   *
   * @return the running broker
   */
  public static EmbeddedBroker start() {
    try (ServerSocket first = loopbackSocket();
        ServerSocket second = loopbackSocket()) {
      EmbeddedBroker broker =
          new EmbeddedBroker(
              Files.createTempDirectory("ticketstream-kafka"),
              first.getLocalPort(),
              second.getLocalPort());
      broker.format();
      first.close();
      second.close();
      broker.resume();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded Kafka broker does not start", e);
    }
  }

  /** The broker's {@code host:port}, the same for its whole life. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops answering; what was written stays. Does nothing when it is stopped already. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      server = null;
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /** Goes on after {@link #stop()}, with the same address and data. */
  public synchronized void resume() {
    if (server != null) {
      throw new IllegalStateException("the broker runs already");
    }
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(configuration), Time.SYSTEM);
    started.startup();
    server = started;
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    stop();
    try {
      Utils.delete(folder.toFile());
    } catch (IOException e) {
      log.warn("The folder {} of an embedded Kafka broker is left behind", folder, e);
    }
  }

  private void format() throws IOException {
    Properties properties = new Properties();
    properties.putAll(configuration);
    Path file = folder.resolve("server.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    try (PrintStream silent =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      String[] arguments = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
      };
      int status = StorageTool.execute(arguments, silent);
      if (status != 0) {
        throw new IOException("formatting " + folder + " ended with status " + status);
      }
    }
  }

  private static ServerSocket loopbackSocket() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Map<String, String> configuration(Path data, int port, int controllerPort) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("process.roles", "broker,controller");
    configuration.put("node.id", "1");
    configuration.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    configuration.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    configuration.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    configuration.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    configuration.put("inter.broker.listener.name", "PLAINTEXT");
    configuration.put("controller.listener.names", "CONTROLLER");
    configuration.put("log.dirs", data.toString());
    configuration.put("auto.create.topics.enable", "false");
    configuration.put("default.replication.factor", "1");
    configuration.put("min.insync.replicas", "1");
    configuration.put("transaction.state.log.replication.factor", "1");
    configuration.put("transaction.state.log.min.isr", "1");
    configuration.put("transaction.state.log.num.partitions", "1");
    configuration.put("offsets.topic.replication.factor", "1");
    configuration.put("offsets.topic.num.partitions", "1");
    configuration.put("group.initial.rebalance.delay.ms", "0");
    configuration.put("num.network.threads", "2");
    configuration.put("num.io.threads", "4");
    configuration.put("log.cleaner.dedupe.buffer.size", "16777216");
    return configuration;
  }
}
