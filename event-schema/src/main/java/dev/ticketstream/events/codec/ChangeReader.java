package dev.ticketstream.events.codec;

import static dev.ticketstream.events.codec.ValueReader.read;
import static dev.ticketstream.events.codec.ValueReader.required;
import static dev.ticketstream.events.codec.ValueReader.uuid;

import dev.ticketstream.events.Attachment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.Watcher;
import dev.ticketstream.events.codec.proto.EventProto;

/** Takes what happened out of an event's wire message. */
final class ChangeReader {

  /** The field numbers that the contract keeps for change kinds. */
  private static final int CHANGE_NUMBER_MIN = 100;

  private static final int CHANGE_NUMBER_MAX = 199;

  private ChangeReader() {}

  static TicketChange readChange(EventProto.SupportTicketEvent event) {
    return switch (event.getChangeCase()) {
      case TICKET_CREATED -> created(event.getTicketCreated());
      case DETAILS_UPDATED -> updated(event.getDetailsUpdated());
      case TICKET_ASSIGNED -> new TicketChange.TicketAssigned(assignee(event.getTicketAssigned()));
      case TICKET_UNASSIGNED ->
          new TicketChange.TicketUnassigned(formerAssignee(event.getTicketUnassigned()));
      case MOVED_TO_TEAM -> moved(event.getMovedToTeam());
      case STATUS_CHANGED -> moved(event.getStatusChanged());
      case PRIORITY_CHANGED ->
          new TicketChange.PriorityChanged(
              EnumReader.read(event.getPriorityChanged().getFrom()),
              EnumReader.read(event.getPriorityChanged().getTo()));
      case SLA_DEADLINE_CHANGED -> deadline(event.getSlaDeadlineChanged());
      case COMMENT_ADDED -> {
        EventProto.CommentAdded added = event.getCommentAdded();
        yield new TicketChange.CommentAdded(comment(added.hasComment(), added.getComment()));
      }
      case COMMENT_EDITED -> {
        EventProto.CommentEdited edited = event.getCommentEdited();
        yield new TicketChange.CommentEdited(comment(edited.hasComment(), edited.getComment()));
      }
      case COMMENT_DELETED ->
          new TicketChange.CommentDeleted(
              uuid(event.getCommentDeleted().getCommentId(), "deleted comment's id"),
              event.getCommentDeleted().getInternal());
      case ATTACHMENT_ADDED ->
          new TicketChange.AttachmentAdded(attachment(event.getAttachmentAdded()));
      case WATCHER_ADDED -> {
        EventProto.WatcherAdded added = event.getWatcherAdded();
        yield new TicketChange.WatcherAdded(watcher(added.hasWatcher(), added.getWatcher()));
      }
      case WATCHER_REMOVED -> {
        EventProto.WatcherRemoved removed = event.getWatcherRemoved();
        yield new TicketChange.WatcherRemoved(watcher(removed.hasWatcher(), removed.getWatcher()));
      }
      case TICKET_DELETED -> new TicketChange.TicketDeleted();
      case TICKET_RESTORED -> new TicketChange.TicketRestored();
      case RELATED_ADDED -> {
        EventProto.RelatedAdded added = event.getRelatedAdded();
        yield new TicketChange.RelatedAdded(related(added.hasRelated(), added.getRelated()));
      }
      case RELATED_REMOVED -> {
        EventProto.RelatedRemoved removed = event.getRelatedRemoved();
        yield new TicketChange.RelatedRemoved(related(removed.hasRelated(), removed.getRelated()));
      }
      case TAG_ADDED -> new TicketChange.TagAdded(event.getTagAdded().getTag());
      case TAG_REMOVED -> new TicketChange.TagRemoved(event.getTagRemoved().getTag());
      case CHANGE_NOT_SET -> throw withoutChange(event);
    };
  }

  /** A newer producer's change is a field that we do not know, of a number kept for changes. */
  private static RuntimeException withoutChange(EventProto.SupportTicketEvent event) {
    for (int number : event.getUnknownFields().asMap().keySet()) {
      if (number >= CHANGE_NUMBER_MIN && number <= CHANGE_NUMBER_MAX) {
        return new UnknownValueException("change kind " + number);
      }
    }
    return new MalformedEventException("without change");
  }

  private static TicketChange.TicketCreated created(EventProto.TicketCreated created) {
    return new TicketChange.TicketCreated(
        created.getReference(),
        created.getRequest(),
        created.getDescription(),
        EnumReader.read(created.getRequestType()),
        EnumReader.read(created.getPriority()),
        read(required(created.hasCreatedBy(), created.getCreatedBy(), "requester")),
        created.hasTeam() ? created.getTeam() : null,
        created.getTagsList(),
        created.hasMeta() ? created.getMeta() : null,
        created.hasSlaDeadline() ? read(created.getSlaDeadline()) : null);
  }

  private static TicketChange.DetailsUpdated updated(EventProto.DetailsUpdated updated) {
    return new TicketChange.DetailsUpdated(
        updated.hasRequest() ? updated.getRequest() : null,
        updated.hasDescription() ? updated.getDescription() : null,
        updated.hasRequestType() ? EnumReader.read(updated.getRequestType()) : null,
        updated.hasMeta() ? updated.getMeta() : null);
  }

  private static UserRef assignee(EventProto.TicketAssigned assigned) {
    return read(required(assigned.hasAssignee(), assigned.getAssignee(), "assignee"));
  }

  private static UserRef formerAssignee(EventProto.TicketUnassigned unassigned) {
    return read(
        required(
            unassigned.hasFormerAssignee(), unassigned.getFormerAssignee(), "former assignee"));
  }

  private static TicketChange.MovedToTeam moved(EventProto.MovedToTeam moved) {
    return new TicketChange.MovedToTeam(moved.hasTeam() ? moved.getTeam() : null);
  }

  private static TicketChange.StatusChanged moved(EventProto.StatusChanged moved) {
    return new TicketChange.StatusChanged(
        EnumReader.read(moved.getFrom()),
        EnumReader.read(moved.getTo()),
        moved.hasHeldTime() ? read(moved.getHeldTime()) : null);
  }

  private static TicketChange.SlaDeadlineChanged deadline(EventProto.SlaDeadlineChanged changed) {
    return new TicketChange.SlaDeadlineChanged(
        changed.hasSlaDeadline() ? read(changed.getSlaDeadline()) : null);
  }

  private static Comment comment(boolean present, EventProto.Comment comment) {
    return read(required(present, comment, "comment"));
  }

  private static Watcher watcher(boolean present, EventProto.Watcher watcher) {
    return read(required(present, watcher, "watcher"));
  }

  private static RelatedTicket related(boolean present, EventProto.RelatedTicket related) {
    return read(required(present, related, "related ticket"));
  }

  private static Attachment attachment(EventProto.AttachmentAdded added) {
    return read(required(added.hasAttachment(), added.getAttachment(), "attachment"));
  }
}
