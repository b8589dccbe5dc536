package dev.ticketstream.events.codec;

import dev.ticketstream.events.SupportTicketEvent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes events as record values and sets the {@link CloudEventHeaders}. */
public final class SupportTicketEventSerializer implements Serializer<SupportTicketEvent> {

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable SupportTicketEvent event) {
    return event == null ? null : SupportTicketEventCodec.encode(event);
  }

  @Override
  public byte @Nullable [] serialize(
      String topic, Headers headers, @Nullable SupportTicketEvent event) {
    if (event != null) {
      CloudEventHeaders.write(headers, event);
    }
    return serialize(topic, event);
  }
}
