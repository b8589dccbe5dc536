package dev.ticketstream.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, thinly: just the new facts. Folding a stream's changes gives the same
 * state as its newest event's snapshot.
 */
public sealed interface TicketChange {

  /** The public type under which subscribers know this change. */
  default EventType eventType() {
    return switch (this) {
      case TicketCreated _ -> EventType.CREATED;
      case DetailsUpdated _,
          MovedToTeam _,
          SlaDeadlineChanged _,
          CommentEdited _,
          CommentDeleted _,
          WatcherAdded _,
          WatcherRemoved _,
          TicketRestored _ ->
          EventType.UPDATED;
      case TicketAssigned _ -> EventType.ASSIGNED;
      case TicketUnassigned _ -> EventType.UNASSIGNED;
      case StatusChanged _ -> EventType.STATUS_CHANGED;
      case PriorityChanged _ -> EventType.PRIORITY_CHANGED;
      case CommentAdded _ -> EventType.COMMENTED;
      case AttachmentAdded _ -> EventType.ATTACHMENT_ADDED;
      case TicketDeleted _ -> EventType.DELETED;
      case RelatedAdded _ -> EventType.RELATED_ADDED;
      case RelatedRemoved _ -> EventType.RELATED_REMOVED;
      case TagAdded _ -> EventType.TAG_ADDED;
      case TagRemoved _ -> EventType.TAG_REMOVED;
    };
  }

  /**
   * Whether only staff may know that this happened. Such a change does not raise the public
   * version.
   */
  default boolean internal() {
    return switch (this) {
      case CommentAdded(Comment comment) -> comment.internal();
      case CommentEdited(Comment comment) -> comment.internal();
      case CommentDeleted(_, boolean internal) -> internal;
      case WatcherAdded(Watcher watcher) -> watcher.internal();
      case WatcherRemoved(Watcher watcher) -> watcher.internal();
      case RelatedAdded _, RelatedRemoved _ -> true;
      case TicketCreated _,
          DetailsUpdated _,
          MovedToTeam _,
          SlaDeadlineChanged _,
          TicketAssigned _,
          TicketUnassigned _,
          StatusChanged _,
          PriorityChanged _,
          AttachmentAdded _,
          TicketDeleted _,
          TicketRestored _,
          TagAdded _,
          TagRemoved _ ->
          false;
    };
  }

  /** The ticket came into being, with status NEW. Always the first change of a stream. */
  record TicketCreated(
      String reference,
      String request,
      String description,
      RequestType requestType,
      TicketPriority priority,
      UserRef createdBy,
      @Nullable String team,
      List<String> tags,
      @Nullable String meta,
      @Nullable Instant slaDeadline)
      implements TicketChange {

    public TicketCreated {
      tags = List.copyOf(tags);
    }
  }

  /** Some of the descriptive fields got a new value; {@code null} means that the field stayed. */
  record DetailsUpdated(
      @Nullable String request,
      @Nullable String description,
      @Nullable RequestType requestType,
      @Nullable String meta)
      implements TicketChange {}

  /** The ticket was given to somebody, whoever had it before. */
  record TicketAssigned(UserRef assignee) implements TicketChange {}

  /** The ticket was taken from its assignee and given to nobody. */
  record TicketUnassigned(UserRef formerAssignee) implements TicketChange {}

  /** The ticket went to a team, or with {@code null} to none. */
  record MovedToTeam(@Nullable String team) implements TicketChange {}

  /**
   * The status moved.
   *
   * @param from the status before
   * @param to the status after
   * @param heldTime how long the hold was that this ended, as the deadline's clock counts (working
   *     hours only, if there is a calendar); {@code null} for all other moves
   */
  record StatusChanged(TicketStatus from, TicketStatus to, @Nullable Duration heldTime)
      implements TicketChange {

    /** A move that ends no hold. */
    public StatusChanged(TicketStatus from, TicketStatus to) {
      this(from, to, null);
    }
  }

  /** The priority moved. */
  record PriorityChanged(TicketPriority from, TicketPriority to) implements TicketChange {}

  /** The deadline moved, or with {@code null} was lifted. */
  record SlaDeadlineChanged(@Nullable Instant slaDeadline) implements TicketChange {}

  /** A comment was written. */
  record CommentAdded(Comment comment) implements TicketChange {}

  /** A comment was rewritten; carries the comment as it is now. */
  record CommentEdited(Comment comment) implements TicketChange {}

  /** A comment was taken away. */
  record CommentDeleted(UUID commentId, boolean internal) implements TicketChange {}

  /** A file was attached. */
  record AttachmentAdded(Attachment attachment) implements TicketChange {}

  /** Somebody began to watch. */
  record WatcherAdded(Watcher watcher) implements TicketChange {}

  /** Somebody ceased to watch. */
  record WatcherRemoved(Watcher watcher) implements TicketChange {}

  /** The ticket left all lists; its stream stays. */
  record TicketDeleted() implements TicketChange {}

  /** A deleted ticket came back. */
  record TicketRestored() implements TicketChange {}

  /** A relation to another ticket was made. */
  record RelatedAdded(RelatedTicket related) implements TicketChange {}

  /** A relation to another ticket was dissolved. */
  record RelatedRemoved(RelatedTicket related) implements TicketChange {}

  /** The ticket got a tag. */
  record TagAdded(String tag) implements TicketChange {}

  /** The ticket lost a tag. */
  record TagRemoved(String tag) implements TicketChange {}
}
