package dev.ticketstream.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a child process and Kafka inside this JVM: no Docker needed. */
final class EmbeddedServers implements Servers {

  private @Nullable EmbeddedPostgres postgres;
  private @Nullable EmbeddedBroker kafka;

  @Override
  public synchronized Database postgres() {
    EmbeddedPostgres server = postgres;
    if (server == null) {
      try {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
      }
      postgres = server;
    }
    return new Database(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  @Override
  public synchronized String kafkaBootstrapServers() {
    EmbeddedBroker broker = kafka;
    if (broker == null) {
      broker = EmbeddedBroker.start();
      JvmEnd.run(broker::close);
      kafka = broker;
    }
    return broker.bootstrapServers();
  }
}
