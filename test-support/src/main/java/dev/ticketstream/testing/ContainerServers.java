package dev.ticketstream.testing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL and Kafka in containers, through Testcontainers. */
final class ContainerServers implements Servers {

  private static final String POSTGRES_IMAGE = "postgres:18";
  private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";

  private @Nullable PostgreSQLContainer postgres;
  private @Nullable KafkaContainer kafka;

  @Override
  public synchronized Database postgres() {
    PostgreSQLContainer container = postgres;
    if (container == null) {
      container =
          new PostgreSQLContainer(POSTGRES_IMAGE)
              .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
      container.start();
      SpringApplication.getShutdownHandlers().add(container::stop);
      postgres = container;
    }
    return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  @Override
  public synchronized String kafkaBootstrapServers() {
    KafkaContainer container = kafka;
    if (container == null) {
      container =
          new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
      container.start();
      SpringApplication.getShutdownHandlers().add(container::stop);
      kafka = container;
    }
    return container.getBootstrapServers();
  }
}
