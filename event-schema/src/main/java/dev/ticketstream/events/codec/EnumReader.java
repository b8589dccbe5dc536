package dev.ticketstream.events.codec;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.codec.proto.EventProto;

/**
 * The closed vocabularies from wire values. A value that is missing is malformed, one that this
 * version does not know is unknown.
 */
final class EnumReader {

  private EnumReader() {}

  static EventType read(EventProto.EventType value) {
    return switch (value) {
      case EVENT_TYPE_CREATED -> EventType.CREATED;
      case EVENT_TYPE_UPDATED -> EventType.UPDATED;
      case EVENT_TYPE_ASSIGNED -> EventType.ASSIGNED;
      case EVENT_TYPE_UNASSIGNED -> EventType.UNASSIGNED;
      case EVENT_TYPE_STATUS_CHANGED -> EventType.STATUS_CHANGED;
      case EVENT_TYPE_PRIORITY_CHANGED -> EventType.PRIORITY_CHANGED;
      case EVENT_TYPE_COMMENTED -> EventType.COMMENTED;
      case EVENT_TYPE_ATTACHMENT_ADDED -> EventType.ATTACHMENT_ADDED;
      case EVENT_TYPE_DELETED -> EventType.DELETED;
      case EVENT_TYPE_RELATED_ADDED -> EventType.RELATED_ADDED;
      case EVENT_TYPE_RELATED_REMOVED -> EventType.RELATED_REMOVED;
      case EVENT_TYPE_TAG_ADDED -> EventType.TAG_ADDED;
      case EVENT_TYPE_TAG_REMOVED -> EventType.TAG_REMOVED;
      case EVENT_TYPE_UNSPECIFIED -> throw missing("event type");
      case UNRECOGNIZED -> throw unknown("event type");
    };
  }

  static TicketStatus read(EventProto.TicketStatus value) {
    return switch (value) {
      case TICKET_STATUS_NEW -> TicketStatus.NEW;
      case TICKET_STATUS_OPEN -> TicketStatus.OPEN;
      case TICKET_STATUS_IN_PROGRESS -> TicketStatus.IN_PROGRESS;
      case TICKET_STATUS_ON_HOLD -> TicketStatus.ON_HOLD;
      case TICKET_STATUS_RESOLVED -> TicketStatus.RESOLVED;
      case TICKET_STATUS_CLOSED -> TicketStatus.CLOSED;
      case TICKET_STATUS_UNSPECIFIED -> throw missing("ticket status");
      case UNRECOGNIZED -> throw unknown("ticket status");
    };
  }

  static TicketPriority read(EventProto.TicketPriority value) {
    return switch (value) {
      case TICKET_PRIORITY_LOW -> TicketPriority.LOW;
      case TICKET_PRIORITY_MEDIUM -> TicketPriority.MEDIUM;
      case TICKET_PRIORITY_HIGH -> TicketPriority.HIGH;
      case TICKET_PRIORITY_CRITICAL -> TicketPriority.CRITICAL;
      case TICKET_PRIORITY_UNSPECIFIED -> throw missing("ticket priority");
      case UNRECOGNIZED -> throw unknown("ticket priority");
    };
  }

  static RequestType read(EventProto.RequestType value) {
    return switch (value) {
      case REQUEST_TYPE_BUG -> RequestType.BUG;
      case REQUEST_TYPE_FEATURE -> RequestType.FEATURE;
      case REQUEST_TYPE_QUESTION -> RequestType.QUESTION;
      case REQUEST_TYPE_SUPPORT -> RequestType.SUPPORT;
      case REQUEST_TYPE_OTHER -> RequestType.OTHER;
      case REQUEST_TYPE_UNSPECIFIED -> throw missing("request type");
      case UNRECOGNIZED -> throw unknown("request type");
    };
  }

  static RelatedTicket.Kind read(EventProto.RelationKind value) {
    return switch (value) {
      case RELATION_KIND_RELATED -> RelatedTicket.Kind.RELATED;
      case RELATION_KIND_PARENT -> RelatedTicket.Kind.PARENT;
      case RELATION_KIND_CHILD -> RelatedTicket.Kind.CHILD;
      case RELATION_KIND_DUPLICATE -> RelatedTicket.Kind.DUPLICATE;
      case RELATION_KIND_ORIGINAL -> RelatedTicket.Kind.ORIGINAL;
      case RELATION_KIND_UNSPECIFIED -> throw missing("relation kind");
      case UNRECOGNIZED -> throw unknown("relation kind");
    };
  }

  private static MalformedEventException missing(String vocabulary) {
    return new MalformedEventException("without " + vocabulary);
  }

  private static UnknownValueException unknown(String vocabulary) {
    return new UnknownValueException(vocabulary);
  }
}
