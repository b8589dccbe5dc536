package dev.ticketstream.events.codec;

import dev.ticketstream.events.SupportTicketEvent;

/** Event records to protobuf bytes and back. Stateless. */
public final class SupportTicketEventCodec {

  private SupportTicketEventCodec() {}

  /**
   * Encodes an event.
   *
   * @param event the event
   * @return the bytes that the event store keeps and Kafka carries
   * @throws EventTooLargeException when they would be more than {@link
   *     dev.ticketstream.events.TicketLimits#EVENT_BYTES_MAX}
   */
  public static byte[] encode(SupportTicketEvent event) {
    throw new UnsupportedOperationException();
  }

  /**
   * Decodes an event.
   *
   * @param bytes what {@link #encode} of this or any other version gave
   * @return the event, or that it is one this version does not know
   * @throws MalformedEventException when the bytes are no event
   */
  public static DecodedEvent decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
