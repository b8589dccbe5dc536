package dev.ticketstream.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * One PostgreSQL server and one Kafka broker for each test JVM, started when they are first asked
 * for and stopped with the JVM.
 *
 * <p>They run in containers where a Docker engine answers and embedded where none does; the system
 * property {@value #PROPERTY} ({@code embedded} or {@code containers}) forces either.
 */
public final class TestInfrastructure {

  /** Forces the kind of infrastructure: {@code embedded} or {@code containers}. */
  public static final String PROPERTY = "ticketstream.test.infrastructure";

  private static final Logger log = LoggerFactory.getLogger(TestInfrastructure.class);
  private static final AtomicInteger databases = new AtomicInteger();

  private static @Nullable Servers servers;

  private TestInfrastructure() {}

  /**
   * Creates a database on the JVM's PostgreSQL server, starting the server if need be.
   *
   * @return the new, empty database
   */
  public static Database freshDatabase() {
    Database admin = servers().postgres();
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.username(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the database " + name, e);
    }
    String url = admin.jdbcUrl();
    int start = url.indexOf('/', url.indexOf("://") + 3);
    int end = url.indexOf('?', start);
    return new Database(
        url.substring(0, start + 1) + name + (end < 0 ? "" : url.substring(end)),
        admin.username(),
        admin.password());
  }

  /**
   * The JVM's Kafka broker, started if need be. Tests share it: use topic names, or brokers of your
   * own ({@link EmbeddedBroker}), where that would disturb.
   *
   * @return its bootstrap servers
   */
  public static String kafkaBootstrapServers() {
    return servers().kafkaBootstrapServers();
  }

  private static synchronized Servers servers() {
    Servers current = servers;
    if (current == null) {
      current = choose();
      servers = current;
    }
    return current;
  }

  private static Servers choose() {
    String forced = System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT);
    boolean containers =
        switch (forced) {
          case "embedded" -> false;
          case "containers" -> true;
          case "" -> DockerClientFactory.instance().isDockerAvailable();
          default ->
              throw new IllegalArgumentException(
                  "%s is \"%s\"; it must be embedded or containers".formatted(PROPERTY, forced));
        };
    log.info(
        "Test infrastructure: {} ({})",
        containers ? "containers" : "embedded",
        forced.isEmpty()
            ? (containers ? "a Docker engine answers" : "no Docker engine answers")
            : "forced by " + PROPERTY);
    return containers ? new ContainerServers() : new EmbeddedServers();
  }
}
