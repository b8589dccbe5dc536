package dev.ticketstream.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.codec.CloudEventHeaders;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes batches of events, each in one Kafka transaction together with the cursor after it. Any
 * failure leaves it unusable: whether the transaction counted is known only to whoever initialises
 * the transactional id next and reads the cursor.
 */
final class EventPublisher implements AutoCloseable {

  private static final String TRACEPARENT = "traceparent";
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Producer<byte[], byte[]> producer;
  private final RelayKafka.Names names;

  EventPublisher(Producer<byte[], byte[]> producer, RelayKafka.Names names) {
    this.producer = producer;
    this.names = names;
  }

  /** Ends what a predecessor left open, and fences it. */
  void begin() {
    producer.initTransactions();
  }

  /**
   * Publishes events and the cursor after them, or neither.
   *
   * @param events the events, in order; may be empty
   * @param next the cursor after them
   */
  void publish(List<StoredEvent> events, RelayCursor next) {
    producer.beginTransaction();
    for (StoredEvent event : events) {
      var _ = producer.send(record(event)); // a failed send makes the commit fail
    }
    var _ =
        producer.send(
            new ProducerRecord<>(
                names.cursorTopic(), 0, names.cursorKey(), RelayCursorFormat.encode(next)));
    producer.commitTransaction();
  }

  /** Aborts an open transaction if the broker answers soon. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private ProducerRecord<byte[], byte[]> record(StoredEvent event) {
    String ticketId = event.ticketId().toString();
    var record = new ProducerRecord<>(names.topic(), ticketId.getBytes(UTF_8), event.payload());
    CloudEventHeaders.write(
        record.headers(),
        event.eventId().toString(),
        EventType.valueOf(event.type()),
        ticketId,
        event.occurredAt());
    String traceparent = event.traceparent();
    if (traceparent != null) {
      record.headers().add(TRACEPARENT, traceparent.getBytes(UTF_8));
    }
    return record;
  }
}
