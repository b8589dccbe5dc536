package dev.ticketstream.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.testing.TestInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** An error of the virtual machine must not silence a gateway that goes on living. */
class VirtualMachineErrorsIT {

  private static volatile boolean failing;

  private final String broker = TestInfrastructure.kafkaBootstrapServers();
  private final TicketTopic topic = new TicketTopic(broker).create(1);
  private final StreamProperties properties =
      GatewayStream.properties(topic.name(), DataSize.ofMegabytes(1));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final KafkaClients clients =
      new KafkaClients(
          Map.of("bootstrap.servers", broker, "interceptor.classes", Failing.class.getName()));

  /** Kafka's consumers let errors of their interceptors out. */
  public static final class Failing implements ConsumerInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      if (failing) {
        failing = false;
        throw new StackOverflowError("on purpose");
      }
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  @BeforeEach
  void publish() {
    topic.publish(new RandomStories(71, 3).next(5));
    failing = true;
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void readsTheLiveStreamOn() {
    LiveStream live = new LiveStream(properties, Clock.systemUTC());
    TicketEventConsumer consumer =
        new TicketEventConsumer(
            clients, properties, live, new RecordDecoder(metrics, "live"), Clock.systemUTC());
    consumer.start();
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(live.nextSequence()).isEqualTo(5));
      assertThat(failing).isFalse();
    } finally {
      consumer.stop();
    }
  }

  @Test
  void answersAReplaySoThatItIsTriedAgain() throws Exception {
    try (KafkaReplay replay =
        new KafkaReplay(
            clients, properties, new RecordDecoder(metrics, "replay"), Clock.systemUTC())) {
      assertThat(ask(replay)).isInstanceOf(ReplayPage.Unavailable.class);
      assertThat(ask(replay)).isInstanceOf(ReplayPage.Events.class);
    }
  }

  private static ReplayPage ask(KafkaReplay replay) throws Exception {
    CompletableFuture<ReplayPage> answer = new CompletableFuture<>();
    replay.request(
        new ReplayRequest(
            StreamPosition.BEGINNING, StreamPosition.of(5), Instant.EPOCH, answer::complete));
    return answer.get(30, TimeUnit.SECONDS);
  }
}
