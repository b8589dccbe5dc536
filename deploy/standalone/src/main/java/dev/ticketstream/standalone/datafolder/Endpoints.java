package dev.ticketstream.standalone.datafolder;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The ports of the platform's parts. The launcher writes them down at every start, so that {@code
 * token} and {@code import} find the platform.
 *
 * @param issuerPort port of the console and the issuer
 * @param commandPort port of the command service
 * @param gatewayPort port of the notification gateway
 * @param postgresPort port of PostgreSQL
 * @param kafkaPort port of Kafka for clients
 * @param kafkaControllerPort port of Kafka's controller
 */
public record Endpoints(
    int issuerPort,
    int commandPort,
    int gatewayPort,
    int postgresPort,
    int kafkaPort,
    int kafkaControllerPort) {

  /**
   * The ports that the platform was last started with.
   *
   * @param folder its data folder
   * @throws StandaloneException when it never was
   * @throws IOException when the file cannot be read
   */
  public static Endpoints read(DataFolder folder) throws IOException {
    Path file = file(folder);
    if (!Files.exists(file)) {
      throw new StandaloneException(
          "there is no platform in %s yet: start it with deploy/standalone/up"
              .formatted(folder.root()));
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Endpoints(
        port(properties, "issuer", file),
        port(properties, "commands", file),
        port(properties, "gateway", file),
        port(properties, "postgres", file),
        port(properties, "kafka", file),
        port(properties, "kafka-controller", file));
  }

  private static int port(Properties properties, String name, Path file) {
    String value = properties.getProperty(name, "");
    if (!value.matches("\\d{1,5}")) {
      throw new StandaloneException(
          "%s is damaged: it has no port \"%s\"; start the platform again".formatted(file, name));
    }
    return Integer.parseInt(value);
  }

  /**
   * Writes the ports down.
   *
   * @param folder the data folder
   * @throws IOException when that is not possible
   */
  public void write(DataFolder folder) throws IOException {
    Files.writeString(
        file(folder),
        """
        issuer=%d
        commands=%d
        gateway=%d
        postgres=%d
        kafka=%d
        kafka-controller=%d
        """
            .formatted(
                issuerPort,
                commandPort,
                gatewayPort,
                postgresPort,
                kafkaPort,
                kafkaControllerPort));
  }

  /** The issuer's URI, as it stands in tokens, and the console's address. */
  public String issuer() {
    return "http://localhost:" + issuerPort;
  }

  /** The command service's address. */
  public String commands() {
    return "http://localhost:" + commandPort;
  }

  /** The gateway's address. */
  public String gateway() {
    return "http://localhost:" + gatewayPort;
  }

  /** Where clients open their sockets. */
  public String gatewaySocket() {
    return "ws://localhost:%d/graphql".formatted(gatewayPort);
  }

  private static Path file(DataFolder folder) {
    return folder.root().resolve("endpoints.properties");
  }
}
