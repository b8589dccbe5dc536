package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.ConflictRules.Part.ASSIGNEE;
import static dev.ticketstream.command.ticket.ConflictRules.Part.DESCRIPTION;
import static dev.ticketstream.command.ticket.ConflictRules.Part.META;
import static dev.ticketstream.command.ticket.ConflictRules.Part.ORIGINAL;
import static dev.ticketstream.command.ticket.ConflictRules.Part.PARENT;
import static dev.ticketstream.command.ticket.ConflictRules.Part.PRIORITY;
import static dev.ticketstream.command.ticket.ConflictRules.Part.RELATION;
import static dev.ticketstream.command.ticket.ConflictRules.Part.REQUEST;
import static dev.ticketstream.command.ticket.ConflictRules.Part.REQUEST_TYPE;
import static dev.ticketstream.command.ticket.ConflictRules.Part.STATUS;
import static dev.ticketstream.command.ticket.ConflictRules.Part.TAG;
import static dev.ticketstream.command.ticket.ConflictRules.Part.TEAM;
import static dev.ticketstream.command.ticket.ConflictRules.Part.WATCHER;
import static dev.ticketstream.command.ticket.ConflictRules.Part.WHOLE;

import dev.ticketstream.command.ticket.TicketCommand.AddAttachment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.AddRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.AddTag;
import dev.ticketstream.command.ticket.TicketCommand.AddTags;
import dev.ticketstream.command.ticket.TicketCommand.AssignTicket;
import dev.ticketstream.command.ticket.TicketCommand.ChangePriority;
import dev.ticketstream.command.ticket.TicketCommand.ChangeStatus;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.DeleteTicket;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.command.ticket.TicketCommand.MarkDuplicateOf;
import dev.ticketstream.command.ticket.TicketCommand.MoveToTeam;
import dev.ticketstream.command.ticket.TicketCommand.RemoveRelatedTicket;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTag;
import dev.ticketstream.command.ticket.TicketCommand.RemoveTags;
import dev.ticketstream.command.ticket.TicketCommand.RestoreTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnassignTicket;
import dev.ticketstream.command.ticket.TicketCommand.UnwatchTicket;
import dev.ticketstream.command.ticket.TicketCommand.UpdateTicket;
import dev.ticketstream.command.ticket.TicketCommand.WatchTicket;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RelatedTicket.Kind;
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
import dev.ticketstream.events.access.Viewer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of what commands and changes touch, for {@link ConflictPolicy#REBASE}: what touches the
 * same collides. Pure. What a command only looks at is not here, because it is decided on the
 * current state anyway; nor are deadlines, which follow from other fields.
 */
final class ConflictRules {

  /** A part of a ticket; some are of many elements, and then one of them is meant. */
  enum Part {
    REQUEST,
    DESCRIPTION,
    REQUEST_TYPE,
    META,
    STATUS,
    PRIORITY,
    ASSIGNEE,
    TEAM,
    TAG,
    COMMENT,
    WATCHER,
    RELATION,
    /** Of which a ticket has one at most, whichever ticket it is. */
    PARENT,
    /** Of which a ticket has one at most, whichever ticket it is. */
    ORIGINAL,
    /** All of the ticket, so that nothing else can have happened. */
    WHOLE
  }

  /**
   * @param part the part
   * @param element which of its elements, empty where it has but one
   */
  record Touched(Part part, String element) {

    static Touched the(Part part) {
      return new Touched(part, "");
    }
  }

  private ConflictRules() {}

  /**
   * Whether a command must not be carried out without its actor having seen a change.
   *
   * @param command the command
   * @param actor who sent it
   * @param change what happened since the version that it expects
   */
  static boolean collide(TicketCommand command, Viewer actor, TicketChange change) {
    Set<Touched> wanted = touchedBy(command, actor);
    Set<Touched> done = touchedBy(change);
    return wanted.contains(Touched.the(WHOLE))
        || done.contains(Touched.the(WHOLE))
        || wanted.stream().anyMatch(done::contains);
  }

  /** What a command sets out to change. */
  static Set<Touched> touchedBy(TicketCommand command, Viewer actor) {
    return switch (command) {
      case CreateTicket _, DeleteTicket _, RestoreTicket _ -> one(WHOLE, "");
      case UpdateTicket(var request, var description, var requestType, var meta) ->
          details(request, description, requestType, meta);
      case AssignTicket _, UnassignTicket _ -> one(ASSIGNEE, "");
      case MoveToTeam _ -> one(TEAM, "");
      case ChangeStatus _ -> one(STATUS, "");
      case ChangePriority _ -> one(PRIORITY, "");
      case AddComment _, AddAttachment _ -> Set.of();
      case EditComment edit -> one(Part.COMMENT, edit.commentId().toString());
      case DeleteComment(UUID commentId) -> one(Part.COMMENT, commentId.toString());
      case AddTag(String tag) -> one(TAG, tag.strip());
      case RemoveTag(String tag) -> one(TAG, tag.strip());
      case AddTags(List<String> tags) -> each(TAG, tags);
      case RemoveTags(List<String> tags) -> each(TAG, tags);
      case WatchTicket(var userId) -> one(WATCHER, userId == null ? actor.id() : userId);
      case UnwatchTicket(var userId) -> one(WATCHER, userId == null ? actor.id() : userId);
      case AddRelatedTicket(UUID otherId, Kind kind) -> relation(otherId, kind);
      case RemoveRelatedTicket(UUID otherId) -> one(RELATION, otherId.toString());
      case MarkDuplicateOf(UUID otherId) ->
          plus(relation(otherId, Kind.ORIGINAL), Touched.the(STATUS));
    };
  }

  /** What a change has changed. */
  static Set<Touched> touchedBy(TicketChange change) {
    return switch (change) {
      case TicketCreated _, TicketDeleted _, TicketRestored _ -> one(WHOLE, "");
      case DetailsUpdated(var request, var description, var requestType, var meta) ->
          details(request, description, requestType, meta);
      case TicketAssigned _, TicketUnassigned _ -> one(ASSIGNEE, "");
      case MovedToTeam _ -> one(TEAM, "");
      case StatusChanged _ -> one(STATUS, "");
      case PriorityChanged _ -> one(PRIORITY, "");
      case SlaDeadlineChanged _, CommentAdded _, AttachmentAdded _ -> Set.of();
      case CommentEdited(var comment) -> one(Part.COMMENT, comment.id().toString());
      case CommentDeleted(UUID commentId, _) -> one(Part.COMMENT, commentId.toString());
      case TagAdded(String tag) -> one(TAG, tag);
      case TagRemoved(String tag) -> one(TAG, tag);
      case WatcherAdded(var watcher) -> one(WATCHER, watcher.user().id());
      case WatcherRemoved(var watcher) -> one(WATCHER, watcher.user().id());
      case RelatedAdded(RelatedTicket related) -> relation(related.ticketId(), related.kind());
      case RelatedRemoved(RelatedTicket related) -> relation(related.ticketId(), related.kind());
    };
  }

  private static Set<Touched> one(Part part, String element) {
    return Set.of(new Touched(part, element));
  }

  private static Set<Touched> each(Part part, List<String> elements) {
    return elements.stream()
        .map(element -> new Touched(part, element.strip()))
        .collect(Collectors.toSet());
  }

  private static Set<Touched> plus(Set<Touched> some, Touched another) {
    Set<Touched> all = new HashSet<>(some);
    all.add(another);
    return all;
  }

  private static Set<Touched> details(
      @Nullable Object request,
      @Nullable Object description,
      @Nullable Object requestType,
      @Nullable Object meta) {
    Set<Touched> touched = new HashSet<>();
    addIfSet(touched, REQUEST, request);
    addIfSet(touched, DESCRIPTION, description);
    addIfSet(touched, REQUEST_TYPE, requestType);
    addIfSet(touched, META, meta);
    return touched;
  }

  private static void addIfSet(Set<Touched> to, Part part, @Nullable Object value) {
    if (value != null) {
      to.add(Touched.the(part));
    }
  }

  private static Set<Touched> relation(UUID otherId, Kind kind) {
    Set<Touched> relation = one(RELATION, otherId.toString());
    return switch (kind) {
      case PARENT -> plus(relation, Touched.the(PARENT));
      case ORIGINAL -> plus(relation, Touched.the(ORIGINAL));
      case RELATED, CHILD, DUPLICATE -> relation;
    };
  }
}
