package dev.ticketstream.events.codec;

import static dev.ticketstream.events.codec.ValueReader.read;
import static dev.ticketstream.events.codec.ValueReader.required;
import static dev.ticketstream.events.codec.ValueReader.uuid;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.proto.EventProto;

/** Whole events as wire messages, and back. */
final class EventMapper {

  private EventMapper() {}

  static EventProto.SupportTicketEvent toProto(SupportTicketEvent event) {
    EventProto.SupportTicketEvent.Builder builder =
        EventProto.SupportTicketEvent.newBuilder()
            .setEventId(event.eventId().toString())
            .setTicketId(event.ticketId().toString())
            .setVersion(event.version())
            .setPublicVersion(event.publicVersion())
            .setEventType(EnumWriter.write(event.eventType()))
            .setInternal(event.internal())
            .setOccurredAt(ValueWriter.write(event.occurredAt()))
            .setActor(ValueWriter.write(event.actor()))
            .setTicket(SnapshotMapper.toProto(event.ticket()))
            .putAllMetadata(event.metadata());
    if (event.origin() != null) {
      builder.setOrigin(event.origin());
    }
    if (event.commandId() != null) {
      builder.setCommandId(event.commandId());
    }
    event.changes().forEach(change -> builder.addChanges(ValueWriter.write(change)));
    if (event.before() != null) {
      builder.setBefore(ValueWriter.write(event.before()));
    }
    return ChangeWriter.write(builder, event.change()).build();
  }

  static SupportTicketEvent fromProto(EventProto.SupportTicketEvent wire) {
    SupportTicketEvent event =
        new SupportTicketEvent(
            uuid(wire.getEventId(), "event's id"),
            uuid(wire.getTicketId(), "ticket's id"),
            wire.getVersion(),
            wire.getPublicVersion(),
            read(required(wire.hasOccurredAt(), wire.getOccurredAt(), "time of occurrence")),
            read(required(wire.hasActor(), wire.getActor(), "actor")),
            wire.hasOrigin() ? wire.getOrigin() : null,
            wire.hasCommandId() ? wire.getCommandId() : null,
            ChangeReader.readChange(wire),
            wire.getChangesList().stream().map(ValueReader::read).toList(),
            wire.hasBefore() ? read(wire.getBefore()) : null,
            SnapshotMapper.fromProto(required(wire.hasTicket(), wire.getTicket(), "ticket")),
            wire.getMetadataMap());
    checkDerivedFields(wire, event);
    return event;
  }

  /**
   * The type and whether the event is internal follow from the change. When a newer producer
   * derives them otherwise, then what this version would do with the event is wrong, the worst case
   * being that it shows something internal.
   */
  private static void checkDerivedFields(
      EventProto.SupportTicketEvent wire, SupportTicketEvent event) {
    if (EnumReader.read(wire.getEventType()) != event.eventType()) {
      throw new UnknownValueException(
          "event type %s for change %s".formatted(wire.getEventType(), wire.getChangeCase()));
    }
    if (wire.getInternal() != event.internal()) {
      throw new UnknownValueException(
          "internal=%s for change %s".formatted(wire.getInternal(), wire.getChangeCase()));
    }
  }
}
