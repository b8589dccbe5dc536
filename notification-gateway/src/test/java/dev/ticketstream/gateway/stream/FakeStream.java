package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.gateway.subscription.EventFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** A live stream that a test feeds by hand, with memory enough that Kafka is never asked. */
public final class FakeStream {

  private static final UUID TOPIC = new UUID(1, 2);

  private final StreamProperties properties =
      GatewayStream.properties("none", DataSize.ofMegabytes(64));
  private final LiveStream live = new LiveStream(properties, Clock.systemUTC());
  private final CursorSealer sealer = new CursorSealer(List.of(GatewayStream.KEY));
  private long offset;

  public LiveStream live() {
    return live;
  }

  public CursorSealer sealer() {
    return sealer;
  }

  /** Reads from a Kafka that is not there. */
  public KafkaReplay replay() {
    return new KafkaReplay(
        new KafkaClients(Map.of("bootstrap.servers", "localhost:1")),
        properties,
        new RecordDecoder(new SimpleMeterRegistry(), "replay"),
        Clock.systemUTC());
  }

  public FakeStream begin() {
    return beginAt(0);
  }

  /** Begins with a topic that has this many records. */
  public FakeStream beginAt(long end) {
    offset = end;
    live.begin(TOPIC, StreamPosition.of(end), StreamPosition.of(end));
    return this;
  }

  /** Begins with this many records of the topic still to come that are no news. */
  public FakeStream beginBehind(long news) {
    live.begin(TOPIC, StreamPosition.of(0), StreamPosition.of(news));
    return this;
  }

  /** The topic has lost its newest records. */
  public void truncate(long end) {
    offset = end;
    live.skip(
        new StreamGap(StreamGap.Cause.FOREIGN, null, Instant.now()),
        StreamPosition.of(end),
        StreamPosition.of(end));
  }

  /** The topic was deleted and created again. */
  public void replace() {
    offset = 0;
    live.replace(new UUID(3, 4), new StreamGap(StreamGap.Cause.FOREIGN, null, Instant.now()));
  }

  /** The next event of the only partition. */
  public void publish(SupportTicketEvent event) {
    live.append(new StreamedEvent(0, offset++, Instant.now(), EventFacts.of(event), 1_000));
  }
}
