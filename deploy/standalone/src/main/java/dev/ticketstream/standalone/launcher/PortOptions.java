package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.datafolder.Endpoints;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that set the parts' ports. */
final class PortOptions {

  @Option(
      names = "--port-console",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Console and issuer (default: ${DEFAULT-VALUE}).")
  private int console;

  @Option(
      names = "--port-command",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Command service (default: ${DEFAULT-VALUE}).")
  private int command;

  @Option(
      names = "--port-gateway",
      paramLabel = "N",
      defaultValue = "8081",
      description = "Notification gateway (default: ${DEFAULT-VALUE}).")
  private int gateway;

  @Option(
      names = "--port-postgres",
      paramLabel = "N",
      defaultValue = "15432",
      description = "PostgreSQL (default: ${DEFAULT-VALUE}).")
  private int postgres;

  @Option(
      names = "--port-kafka",
      paramLabel = "N",
      defaultValue = "19092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private int kafka;

  @Option(
      names = "--port-kafka-controller",
      paramLabel = "N",
      defaultValue = "19093",
      description = "Kafka's controller (default: ${DEFAULT-VALUE}).")
  private int kafkaController;

  Endpoints endpoints() {
    return new Endpoints(console, command, gateway, postgres, kafka, kafkaController);
  }

  Map<String, Integer> byOption() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--port-console", console);
    ports.put("--port-command", command);
    ports.put("--port-gateway", gateway);
    ports.put("--port-postgres", postgres);
    ports.put("--port-kafka", kafka);
    ports.put("--port-kafka-controller", kafkaController);
    return ports;
  }
}
