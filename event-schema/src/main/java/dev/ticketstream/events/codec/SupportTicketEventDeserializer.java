package dev.ticketstream.events.codec;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads record values as events. Gives {@code null} for a record without a value, {@link
 * DecodedEvent.Unknown} for an event of a newer version, and throws {@link SerializationException}
 * for bytes that are no event.
 */
public final class SupportTicketEventDeserializer implements Deserializer<DecodedEvent> {

  @Override
  public @Nullable DecodedEvent deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return SupportTicketEventCodec.decode(bytes);
    } catch (MalformedEventException e) {
      throw new SerializationException(
          "no support-ticket event on topic %s: %s".formatted(topic, e.getMessage()), e);
    }
  }
}
