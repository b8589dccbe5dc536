package dev.ticketstream.standalone.kafka;

import dev.ticketstream.standalone.supervision.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker and its controller in one process, on the loopback interface only.
 *
 * @param folder where its data and configuration are kept
 * @param port the port for clients
 * @param controllerPort the port on which broker and controller talk
 * @param log its log
 */
public record KafkaBroker(Path folder, int port, int controllerPort, Path log) {

  /** What clients connect to first. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * Writes the configuration.
   *
   * @param java the {@code java} program with its flags and class path
   * @param environment variables for the process
   * @return the part to start
   * @throws IOException when the folder cannot be written
   */
  public Part prepare(List<String> java, Map<String, String> environment) throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(data);
    Path properties = folder.resolve("server.properties");
    Files.write(properties, configuration(data));
    List<String> command = new ArrayList<>(java);
    command.add("-Dlogback.configurationFile=kafka-logback.xml");
    command.add(BrokerMain.class.getName());
    command.add(properties.toString());
    command.add(data.toString());
    return Part.java("kafka", command, environment, log, () -> BrokerProbe.answers(port));
  }

  private List<String> configuration(Path data) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(port, controllerPort),
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name=PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + data.toString().replace("\\", "\\\\"),
        "auto.create.topics.enable=false",
        "default.replication.factor=1",
        "min.insync.replicas=1",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=4",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "transaction.state.log.num.partitions=4",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "share.coordinator.state.topic.num.partitions=4",
        "group.initial.rebalance.delay.ms=0",
        "num.network.threads=2",
        "num.io.threads=4",
        "log.cleaner.dedupe.buffer.size=16777216");
  }
}
