package dev.ticketstream.gateway.revocation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.wire.Client;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.Connection;
import dev.ticketstream.gateway.wire.ConnectionState;
import dev.ticketstream.gateway.wire.Grant;
import dev.ticketstream.gateway.wire.SessionRegistry;
import dev.ticketstream.testing.TestInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Revocations through a topic on a real broker. */
class RevocationTopicIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final String topicName = "revocations-" + UUID.randomUUID();

  private record FakeConnection(Client client, Grant grant, CompletableFuture<CloseReason> closed)
      implements Connection {

    FakeConnection(Client client, Grant grant) {
      this(client, grant, new CompletableFuture<>());
    }

    @Override
    public ConnectionState state() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(CloseReason reason) {
      closed.complete(reason);
    }
  }

  /** What an instance has of revocations. */
  private final class Instance implements AutoCloseable {
    final RevokedUsers users = new RevokedUsers(Duration.ofHours(24), Clock.systemUTC());
    final SessionRegistry sessions = new SessionRegistry(10, 10);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final KafkaRevocations revocations;
    private final RevocationTopic topic;
    private final RevocationReader reader;

    Instance(String bootstrapServers) {
      RevocationProperties properties =
          new RevocationProperties(
              topicName,
              (short) 1,
              Duration.ofHours(24),
              Duration.ofSeconds(2),
              Duration.ofMillis(50));
      Map<String, Object> connection = Map.of("bootstrap.servers", bootstrapServers);
      topic = new RevocationTopic(properties, connection, connection, connection);
      revocations = new KafkaRevocations(users, topic, sessions, meters);
      reader = new RevocationReader(topic, revocations, properties.retryDelay());
    }

    Instance started() {
      reader.start();
      await().atMost(SOON).until(users::isLoaded);
      return this;
    }

    CompletableFuture<?> connect(String userId, Instant issuedAt) {
      Grant grant =
          new Grant(
              new Viewer(new UserRef(userId, "", "", null), Set.of(), Set.of()),
              Instant.MAX,
              issuedAt);
      FakeConnection connection =
          new FakeConnection(sessions.client(Instant.now(), null, null), grant);
      assertThat(sessions.open(connection)).isNull();
      return connection.closed;
    }

    void revoke(String userId, Instant issuedUntil) {
      revocations.revoke(new Revocation(userId, issuedUntil, "admin")).block(SOON);
    }

    double malformed() {
      return meters
          .get("ticketstream.revocation.records")
          .tag("outcome", "malformed")
          .counter()
          .count();
    }

    @Override
    public void close() {
      reader.stop();
      topic.close();
    }
  }

  private Instance instance() {
    return new Instance(TestInfrastructure.kafkaBootstrapServers()).started();
  }

  @Test
  void reachesAllInstancesAndThoseThatStartLater() {
    Instant now = Instant.now();
    try (Instance first = instance();
        Instance second = instance()) {
      CompletableFuture<?> here = first.connect("alice", now.minusSeconds(9));
      CompletableFuture<?> there = second.connect("alice", now.minusSeconds(9));
      CompletableFuture<?> fresh = second.connect("alice", now.plusSeconds(9));
      CompletableFuture<?> other = second.connect("bob", now.minusSeconds(9));
      first.revoke("alice", now);
      assertThat(here).succeedsWithin(SOON);
      assertThat(there).succeedsWithin(SOON);
      assertThat(second.users.isRevoked("alice", now)).isTrue();
      assertThat(fresh).isNotDone();
      assertThat(other).isNotDone();
    }
    try (Instance later = instance()) {
      assertThat(later.users.isRevoked("alice", now)).isTrue();
      assertThat(later.users.isRevoked("bob", now)).isFalse();
    }
  }

  @Test
  void writesNeverLessThanWasRevokedBefore() {
    Instant now = Instant.now();
    try (Instance first = instance()) {
      first.revoke("alice", now);
      first.revoke("alice", now.minusSeconds(600));
    }
    try (Instance later = instance()) {
      assertThat(later.users.isRevoked("alice", now)).isTrue();
    }
  }

  @Test
  void createsACompactedTopic() throws Exception {
    try (Instance first = instance();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()))) {
      assertThat(first.users.size()).isZero();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topicName);
      Config config =
          requireNonNull(
              admin
                  .describeConfigs(List.of(resource))
                  .all()
                  .get(20, TimeUnit.SECONDS)
                  .get(resource));
      assertThat(requireNonNull(config.get("cleanup.policy")).value()).isEqualTo("compact");
    }
  }

  @Test
  void passesOverWhatItCannotReadAndLiftsWhatIsDeleted() {
    Instant now = Instant.now();
    try (Instance first = instance()) {
      first.revoke("alice", now);
      first.revoke("bob", now);
      send("carol", "nonsense");
      send("alice", null);
      first.revoke("dave", now);
      await().atMost(SOON).until(() -> !first.users.isRevoked("alice", now));
      await().atMost(SOON).until(() -> first.malformed() == 1);
    }
    try (Instance later = instance()) {
      assertThat(later.users.isRevoked("alice", now)).isFalse();
      assertThat(later.users.isRevoked("bob", now)).isTrue();
      assertThat(later.users.isRevoked("dave", now)).isTrue();
      assertThat(later.malformed()).isEqualTo(1);
    }
  }

  @Test
  void failsWhileKafkaIsAway() {
    try (Instance alone = new Instance("localhost:1")) {
      assertThatExceptionOfType(RevocationFailedException.class)
          .isThrownBy(() -> alone.revoke("alice", Instant.now()));
      assertThat(alone.users.isLoaded()).isFalse();
      assertThat(alone.users.size()).isZero();
    }
  }

  private void send(String key, @Nullable String value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  topicName, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
      producer.flush();
    }
  }
}
