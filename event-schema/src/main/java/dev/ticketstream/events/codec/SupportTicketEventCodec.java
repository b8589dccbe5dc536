package dev.ticketstream.events.codec;

import static dev.ticketstream.events.TicketLimits.EVENT_BYTES_MAX;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.proto.EventProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/** Event records to protobuf bytes and back. Stateless. */
public final class SupportTicketEventCodec {

  private SupportTicketEventCodec() {}

  /**
   * Encodes an event. Equal events give equal bytes. Texts must be well-formed: UTF-8 has no form
   * for a lone surrogate, which is written as {@code ?}.
   *
   * @param event the event
   * @return the bytes that the event store keeps and Kafka carries
   * @throws EventTooLargeException when they would be more than {@link
   *     dev.ticketstream.events.TicketLimits#EVENT_BYTES_MAX}
   */
  public static byte[] encode(SupportTicketEvent event) {
    EventProto.SupportTicketEvent wire = EventMapper.toProto(event);
    int sizeBytes = wire.getSerializedSize();
    if (sizeBytes > EVENT_BYTES_MAX) {
      throw new EventTooLargeException(sizeBytes, EVENT_BYTES_MAX);
    }
    byte[] bytes = new byte[sizeBytes];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      wire.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the target is an array", e);
    }
    output.checkNoSpaceLeft();
    return bytes;
  }

  /**
   * Decodes an event. Fields that this version does not know are ignored.
   *
   * @param bytes what {@link #encode} of this or any other version gave
   * @return the event, or that it is one this version does not know
   * @throws MalformedEventException when the bytes are no event
   */
  public static DecodedEvent decode(byte[] bytes) {
    EventProto.SupportTicketEvent wire;
    try {
      wire = EventProto.SupportTicketEvent.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedEventException("not a protobuf message", e);
    }
    try {
      return new DecodedEvent.Known(EventMapper.fromProto(wire));
    } catch (UnknownValueException e) {
      return new DecodedEvent.Unknown(wire.getEventId(), wire.getTicketId(), e.what());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new MalformedEventException(
          "event \"%s\": %s".formatted(wire.getEventId(), e.getMessage()), e);
    }
  }
}
