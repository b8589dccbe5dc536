package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.datafolder.SecretFile;
import dev.ticketstream.standalone.kafka.KafkaBroker;
import dev.ticketstream.standalone.postgres.PostgresServer;
import dev.ticketstream.standalone.supervision.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two services as parts. Everything that they are told stands in their environment, because
 * arguments can be read by every user of the machine.
 *
 * @param home the repository
 * @param folder the data folder
 * @param endpoints the ports
 */
record Services(Path home, DataFolder folder, Endpoints endpoints) {

  static final String COMMAND_SERVICE = "command-service";
  static final String GATEWAY = "gateway";

  private static final int CURSOR_KEY_BYTES = 32;

  Part commandService(PostgresServer postgres, KafkaBroker kafka) throws IOException {
    Map<String, String> environment = common(endpoints.commandPort(), kafka);
    environment.put("TICKETSTREAM_SECURITY_ALLOWEDORIGINS", endpoints.issuer());
    // A whole desk's log is imported as a few users.
    environment.put("TICKETSTREAM_RATELIMIT_COMMANDSPERSECOND", "2000");
    environment.put("TICKETSTREAM_RATELIMIT_REQUESTSPERSECOND", "2000");
    environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl());
    environment.put("SPRING_DATASOURCE_USERNAME", PostgresServer.USER);
    environment.put("SPRING_DATASOURCE_PASSWORD", postgres.password());
    return part(
        COMMAND_SERVICE,
        Jvm.COMMAND_SERVICE,
        ServiceJars.find(home, "ticket-command-service"),
        environment,
        endpoints.commandPort());
  }

  Part gateway(KafkaBroker kafka) throws IOException {
    Map<String, String> environment = common(endpoints.gatewayPort(), kafka);
    environment.put("TICKETSTREAM_SECURITY_ALLOWEDORIGINS", endpoints.issuer());
    environment.put("TICKETSTREAM_CURSOR_KEYS", cursorKey());
    return part(
        GATEWAY,
        Jvm.GATEWAY,
        ServiceJars.find(home, "notification-gateway"),
        environment,
        endpoints.gatewayPort());
  }

  private Map<String, String> common(int port, KafkaBroker kafka) {
    Map<String, String> environment = new HashMap<>(Jvm.environment());
    environment.putAll(
        Map.of(
            "SERVER_ADDRESS", "127.0.0.1",
            "SERVER_PORT", Integer.toString(port),
            "SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", endpoints.issuer(),
            "SPRING_GRAPHQL_GRAPHIQL_ENABLED", "true",
            "SPRING_GRAPHQL_SCHEMA_INTROSPECTION_ENABLED", "true",
            "SPRING_MAIN_BANNER_MODE", "off"));
    return environment;
  }

  /** Subscribers resume with their cursors after a restart, so the key that seals them is kept. */
  private String cursorKey() throws IOException {
    return SecretFile.readOrCreate(
        folder.secret("cursor-key"),
        () -> {
          byte[] key = new byte[CURSOR_KEY_BYTES];
          new SecureRandom().nextBytes(key);
          return "standalone:" + Base64.getEncoder().encodeToString(key);
        });
  }

  private Part part(String name, Jvm jvm, Path jar, Map<String, String> environment, int port) {
    List<String> command = new ArrayList<>(jvm.command());
    command.add("-jar");
    command.add(jar.toString());
    return Part.java(name, command, environment, folder.log(name), new HttpReadiness(port));
  }
}
