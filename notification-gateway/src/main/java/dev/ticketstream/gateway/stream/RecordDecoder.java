package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.MalformedEventException;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import dev.ticketstream.gateway.subscription.EventFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events of records. What is no event that this version understands is counted, logged and
 * passed over: a newer producer or a broken record must not stop the stream.
 */
final class RecordDecoder {

  private static final Logger log = LoggerFactory.getLogger(RecordDecoder.class);

  private final Counter known;
  private final Counter unknown;
  private final Counter malformed;

  /**
   * @param path {@code live} or {@code replay}, as the metric's tag
   */
  RecordDecoder(MeterRegistry metrics, String path) {
    known = counter(metrics, path, "consumed");
    unknown = counter(metrics, path, "unknown");
    malformed = counter(metrics, path, "malformed");
  }

  @Nullable StreamedEvent decode(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    try {
      if (value == null) {
        throw new IllegalArgumentException("a record without a value");
      }
      return switch (SupportTicketEventCodec.decode(value)) {
        case DecodedEvent.Known(var event) -> {
          known.increment();
          yield new StreamedEvent(
              record.partition(),
              record.offset(),
              Instant.ofEpochMilli(Math.max(0, record.timestamp())),
              EventFacts.of(event),
              value.length);
        }
        case DecodedEvent.Unknown(var eventId, var ticketId, var what) -> {
          unknown.increment();
          log.warn(
              "Passed over event {} of ticket {} at {}-{}: unknown {}",
              eventId,
              ticketId,
              record.partition(),
              record.offset(),
              what);
          yield null;
        }
      };
    } catch (MalformedEventException | IllegalArgumentException e) {
      malformed.increment();
      log.error(
          "Passed over the record at {}-{}, which is no event: {}",
          record.partition(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }

  private static Counter counter(MeterRegistry metrics, String path, String result) {
    return Counter.builder("ticketstream.stream.records")
        .description("Records read from the events' topic")
        .tag("path", path)
        .tag("result", result)
        .register(metrics);
  }
}
