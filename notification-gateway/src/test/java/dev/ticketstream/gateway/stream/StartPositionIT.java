package dev.ticketstream.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartPositionIT {

  private static final int COMMIT_MARKER = 1;

  private final String bootstrapServers = TestInfrastructure.kafkaBootstrapServers();

  @Test
  void takesForNewsWhatHappenedSinceTheGatewayStartedThoughItReachedKafkaLater() {
    RandomStories stories = new RandomStories(61, 5);
    try (TicketTopic topic = new TicketTopic(bootstrapServers).create(1)) {
      topic.publish(stories.next(3));
      Instant startedAt = Instant.now().plusMillis(1);
      await().until(() -> Instant.now().isAfter(startedAt));
      topic.publish(stories.next(2));

      StartPosition start = find(topic.name(), startedAt);

      // The marker's own time may lie on either side.
      assertThat(start.liveFrom().at(0)).isBetween(3L, 3L + COMMIT_MARKER);
      assertThat(start.readFrom()).isEqualTo(start.liveFrom());
      assertThat(find(topic.name(), Instant.now()).liveFrom().at(0))
          .isGreaterThanOrEqualTo(5L + COMMIT_MARKER);
    }
  }

  private StartPosition find(String topic, Instant startedAt) {
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    Consumer<byte[], byte[]> consumer = clients.consumer(10, 1_000, Duration.ofMillis(10));
    try {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      return StartPosition.find(
          consumer, partitions, Instant.now().minusSeconds(900), 0, startedAt);
    } finally {
      KafkaClients.close(consumer);
    }
  }
}
