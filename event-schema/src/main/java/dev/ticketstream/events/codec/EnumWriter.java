package dev.ticketstream.events.codec;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.codec.proto.EventProto;

/** The closed vocabularies as wire values. */
final class EnumWriter {

  private EnumWriter() {}

  static EventProto.EventType write(EventType value) {
    return switch (value) {
      case CREATED -> EventProto.EventType.EVENT_TYPE_CREATED;
      case UPDATED -> EventProto.EventType.EVENT_TYPE_UPDATED;
      case ASSIGNED -> EventProto.EventType.EVENT_TYPE_ASSIGNED;
      case UNASSIGNED -> EventProto.EventType.EVENT_TYPE_UNASSIGNED;
      case STATUS_CHANGED -> EventProto.EventType.EVENT_TYPE_STATUS_CHANGED;
      case PRIORITY_CHANGED -> EventProto.EventType.EVENT_TYPE_PRIORITY_CHANGED;
      case COMMENTED -> EventProto.EventType.EVENT_TYPE_COMMENTED;
      case ATTACHMENT_ADDED -> EventProto.EventType.EVENT_TYPE_ATTACHMENT_ADDED;
      case DELETED -> EventProto.EventType.EVENT_TYPE_DELETED;
      case RELATED_ADDED -> EventProto.EventType.EVENT_TYPE_RELATED_ADDED;
      case RELATED_REMOVED -> EventProto.EventType.EVENT_TYPE_RELATED_REMOVED;
      case TAG_ADDED -> EventProto.EventType.EVENT_TYPE_TAG_ADDED;
      case TAG_REMOVED -> EventProto.EventType.EVENT_TYPE_TAG_REMOVED;
    };
  }

  static EventProto.TicketStatus write(TicketStatus value) {
    return switch (value) {
      case NEW -> EventProto.TicketStatus.TICKET_STATUS_NEW;
      case OPEN -> EventProto.TicketStatus.TICKET_STATUS_OPEN;
      case IN_PROGRESS -> EventProto.TicketStatus.TICKET_STATUS_IN_PROGRESS;
      case ON_HOLD -> EventProto.TicketStatus.TICKET_STATUS_ON_HOLD;
      case RESOLVED -> EventProto.TicketStatus.TICKET_STATUS_RESOLVED;
      case CLOSED -> EventProto.TicketStatus.TICKET_STATUS_CLOSED;
    };
  }

  static EventProto.TicketPriority write(TicketPriority value) {
    return switch (value) {
      case LOW -> EventProto.TicketPriority.TICKET_PRIORITY_LOW;
      case MEDIUM -> EventProto.TicketPriority.TICKET_PRIORITY_MEDIUM;
      case HIGH -> EventProto.TicketPriority.TICKET_PRIORITY_HIGH;
      case CRITICAL -> EventProto.TicketPriority.TICKET_PRIORITY_CRITICAL;
    };
  }

  static EventProto.RequestType write(RequestType value) {
    return switch (value) {
      case BUG -> EventProto.RequestType.REQUEST_TYPE_BUG;
      case FEATURE -> EventProto.RequestType.REQUEST_TYPE_FEATURE;
      case QUESTION -> EventProto.RequestType.REQUEST_TYPE_QUESTION;
      case SUPPORT -> EventProto.RequestType.REQUEST_TYPE_SUPPORT;
      case OTHER -> EventProto.RequestType.REQUEST_TYPE_OTHER;
    };
  }

  static EventProto.RelationKind write(RelatedTicket.Kind value) {
    return switch (value) {
      case RELATED -> EventProto.RelationKind.RELATION_KIND_RELATED;
      case PARENT -> EventProto.RelationKind.RELATION_KIND_PARENT;
      case CHILD -> EventProto.RelationKind.RELATION_KIND_CHILD;
      case DUPLICATE -> EventProto.RelationKind.RELATION_KIND_DUPLICATE;
      case ORIGINAL -> EventProto.RelationKind.RELATION_KIND_ORIGINAL;
    };
  }
}
