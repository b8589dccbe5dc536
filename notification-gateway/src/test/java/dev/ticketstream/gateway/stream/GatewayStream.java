package dev.ticketstream.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.util.unit.DataSize;

/** The stream of one gateway instance, without Spring around it. */
public final class GatewayStream implements AutoCloseable {

  /** The key that all instances of a test have. */
  public static final CursorKey KEY = new CursorKey("test", new SecretKeySpec(new byte[32], "AES"));

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final CursorSealer sealer = new CursorSealer(List.of(KEY));
  private final LiveStream live;
  private final KafkaReplay replay;
  private final TicketEventConsumer consumer;

  /**
   * @param bootstrapServers the broker
   * @param properties see {@link #properties}
   */
  public GatewayStream(String bootstrapServers, StreamProperties properties) {
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
    Clock clock = Clock.systemUTC();
    live = new LiveStream(properties, clock);
    replay = new KafkaReplay(clients, properties, new RecordDecoder(metrics, "replay"), clock);
    consumer =
        new TicketEventConsumer(
            clients, properties, live, new RecordDecoder(metrics, "live"), clock);
  }

  /**
   * Short times, and small pages so that replays take several.
   *
   * @param topic the topic
   * @param recentBytes how much memory recent events get; 0 sends every replay to Kafka
   */
  public static StreamProperties properties(String topic, DataSize recentBytes) {
    return new StreamProperties(
        topic,
        recentBytes,
        Duration.ofMinutes(15),
        20_000,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        Duration.ofMillis(50),
        4,
        1_000,
        50,
        DataSize.ofKilobytes(32));
  }

  public void start() {
    consumer.start();
  }

  public MeterRegistry metrics() {
    return metrics;
  }

  public CursorSealer sealer() {
    return sealer;
  }

  public LiveStream live() {
    return live;
  }

  public KafkaReplay replay() {
    return replay;
  }

  public boolean ready() {
    return "UP".equals(new TicketEventsHealthIndicator(consumer).health().getStatus().getCode());
  }

  /** How many records came out so, on the live path. */
  public double records(String result) {
    return metrics
        .get("ticketstream.stream.records")
        .tag("path", "live")
        .tag("result", result)
        .counter()
        .count();
  }

  @Override
  public void close() {
    consumer.stop();
    replay.close();
  }
}
