package dev.ticketstream.command.ticket;

import static dev.ticketstream.events.FieldChange.ASSIGNED_TO;
import static dev.ticketstream.events.FieldChange.ATTACHMENTS;
import static dev.ticketstream.events.FieldChange.COMMENTS;
import static dev.ticketstream.events.FieldChange.DELETED;
import static dev.ticketstream.events.FieldChange.DESCRIPTION;
import static dev.ticketstream.events.FieldChange.META;
import static dev.ticketstream.events.FieldChange.PRIORITY;
import static dev.ticketstream.events.FieldChange.RELATED_TICKETS;
import static dev.ticketstream.events.FieldChange.REQUEST;
import static dev.ticketstream.events.FieldChange.REQUEST_TYPE;
import static dev.ticketstream.events.FieldChange.SLA_DEADLINE;
import static dev.ticketstream.events.FieldChange.STATUS;
import static dev.ticketstream.events.FieldChange.TAGS;
import static dev.ticketstream.events.FieldChange.TEAM;
import static dev.ticketstream.events.FieldChange.WATCHERS;

import dev.ticketstream.events.FieldChange;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.AttachmentAdded;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketChange.DetailsUpdated;
import dev.ticketstream.events.TicketChange.MovedToTeam;
import dev.ticketstream.events.TicketChange.PriorityChanged;
import dev.ticketstream.events.TicketChange.RelatedAdded;
import dev.ticketstream.events.TicketChange.RelatedRemoved;
import dev.ticketstream.events.TicketChange.SlaDeadlineChanged;
import dev.ticketstream.events.TicketChange.StatusChanged;
import dev.ticketstream.events.TicketChange.TagAdded;
import dev.ticketstream.events.TicketChange.TagRemoved;
import dev.ticketstream.events.TicketChange.TicketAssigned;
import dev.ticketstream.events.TicketChange.TicketCreated;
import dev.ticketstream.events.TicketChange.TicketDeleted;
import dev.ticketstream.events.TicketChange.TicketRestored;
import dev.ticketstream.events.TicketChange.TicketUnassigned;
import dev.ticketstream.events.TicketChange.WatcherAdded;
import dev.ticketstream.events.TicketChange.WatcherRemoved;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says a change as fields with old and new values, for people to read. */
final class FieldChanges {

  /** Longest value; the change itself and the snapshot have the whole text. */
  static final int VALUE_LENGTH_MAX = 1_000;

  private FieldChanges() {}

  static List<FieldChange> of(@Nullable TicketSnapshot before, TicketChange change) {
    return switch (change) {
      case TicketCreated created -> created(created);
      case DetailsUpdated details -> before == null ? List.of() : details(before, details);
      case TicketAssigned assigned ->
          one(
              ASSIGNED_TO,
              id(before == null ? null : before.assignedTo()),
              id(assigned.assignee()));
      case TicketUnassigned unassigned -> one(ASSIGNED_TO, id(unassigned.formerAssignee()), null);
      case MovedToTeam moved -> one(TEAM, before == null ? null : before.team(), moved.team());
      case StatusChanged moved -> one(STATUS, moved.from().name(), moved.to().name());
      case PriorityChanged moved -> one(PRIORITY, moved.from().name(), moved.to().name());
      case SlaDeadlineChanged moved ->
          one(
              SLA_DEADLINE,
              text(before == null ? null : before.slaDeadline()),
              text(moved.slaDeadline()));
      case WatcherAdded added -> one(WATCHERS, null, id(added.watcher().user()));
      case WatcherRemoved removed -> one(WATCHERS, id(removed.watcher().user()), null);
      case TagAdded added -> one(TAGS, null, added.tag());
      case TagRemoved removed -> one(TAGS, removed.tag(), null);
      case AttachmentAdded added -> one(ATTACHMENTS, null, added.attachment().fileName());
      case RelatedAdded added -> one(RELATED_TICKETS, null, added.related().reference());
      case RelatedRemoved removed -> one(RELATED_TICKETS, removed.related().reference(), null);
      case TicketDeleted _ -> one(DELETED, "false", "true");
      case TicketRestored _ -> one(DELETED, "true", "false");
      case CommentAdded added -> one(COMMENTS, null, text(added.comment().id()));
      case CommentEdited edited ->
          one(COMMENTS, text(edited.comment().id()), text(edited.comment().id()));
      case CommentDeleted deleted -> one(COMMENTS, text(deleted.commentId()), null);
    };
  }

  private static List<FieldChange> created(TicketCreated created) {
    List<FieldChange> changes = new ArrayList<>();
    add(changes, REQUEST, null, created.request());
    add(changes, REQUEST_TYPE, null, created.requestType().name());
    add(changes, STATUS, null, TicketStatus.NEW.name());
    add(changes, PRIORITY, null, created.priority().name());
    add(changes, TEAM, null, created.team());
    add(changes, SLA_DEADLINE, null, text(created.slaDeadline()));
    return changes;
  }

  private static List<FieldChange> details(TicketSnapshot before, DetailsUpdated details) {
    List<FieldChange> changes = new ArrayList<>();
    if (details.request() != null) {
      add(changes, REQUEST, before.request(), details.request());
    }
    if (details.description() != null) {
      add(changes, DESCRIPTION, before.description(), details.description());
    }
    if (details.requestType() != null) {
      add(changes, REQUEST_TYPE, before.requestType().name(), details.requestType().name());
    }
    if (details.meta() != null) {
      add(changes, META, before.meta(), details.meta());
    }
    return changes;
  }

  private static List<FieldChange> one(
      String field, @Nullable String oldValue, @Nullable String newValue) {
    List<FieldChange> changes = new ArrayList<>();
    add(changes, field, oldValue, newValue);
    return changes;
  }

  private static void add(
      List<FieldChange> to, String field, @Nullable String oldValue, @Nullable String newValue) {
    if (oldValue != null || newValue != null) {
      to.add(new FieldChange(field, shortened(oldValue), shortened(newValue)));
    }
  }

  private static @Nullable String shortened(@Nullable String value) {
    if (value == null || value.length() <= VALUE_LENGTH_MAX) {
      return value;
    }
    int end = VALUE_LENGTH_MAX - 1;
    return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private static @Nullable String id(@Nullable UserRef user) {
    return user == null ? null : user.id();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
