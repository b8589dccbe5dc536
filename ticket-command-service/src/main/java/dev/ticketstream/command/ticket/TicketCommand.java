package dev.ticketstream.command.ticket;

import dev.ticketstream.command.mention.PossibleMention;
import dev.ticketstream.events.RelatedTicket;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller wants done with a ticket. Users and teams are named by id and not checked yet. */
public sealed interface TicketCommand {

  /** The users whom the command names, by id; some may be unknown. */
  default Stream<String> userIds() {
    return Stream.empty();
  }

  /** The team that the command names, if any; it may be unknown. */
  default @Nullable String team() {
    return null;
  }

  /** The other ticket that the command names, if any; it may be unknown. */
  default @Nullable UUID otherTicketId() {
    return null;
  }

  /** Whether the command can put one ticket above another one. */
  default boolean movesInHierarchy() {
    return false;
  }

  /** The comment that the command names, if any; it may be unknown. */
  default @Nullable UUID commentId() {
    return null;
  }

  private static Stream<String> mentioned(List<String> ids, String body) {
    return Stream.concat(
        ids.stream(), PossibleMention.in(body).stream().flatMap(mention -> mention.ids().stream()));
  }

  /** Opens a ticket. Only staff may set requester, assignee, team and tags. */
  record CreateTicket(
      String request,
      String description,
      RequestType requestType,
      TicketPriority priority,
      @Nullable String requesterId,
      @Nullable String assigneeId,
      @Nullable String team,
      List<String> tags,
      @Nullable String meta)
      implements TicketCommand {

    public CreateTicket {
      tags = List.copyOf(tags);
    }

    @Override
    public Stream<String> userIds() {
      return Stream.of(requesterId, assigneeId).filter(Objects::nonNull);
    }
  }

  /** Changes descriptive fields; {@code null} leaves a field as it is. */
  record UpdateTicket(
      @Nullable String request,
      @Nullable String description,
      @Nullable RequestType requestType,
      @Nullable String meta)
      implements TicketCommand {}

  /** Gives the ticket to a user. */
  record AssignTicket(String assigneeId) implements TicketCommand {

    @Override
    public Stream<String> userIds() {
      return Stream.of(assigneeId);
    }
  }

  /** Takes the ticket from its assignee. */
  record UnassignTicket() implements TicketCommand {}

  /** Gives the ticket to a team, or with {@code null} to none. */
  record MoveToTeam(@Nullable String team) implements TicketCommand {}

  /** Moves the status. */
  record ChangeStatus(TicketStatus status) implements TicketCommand {}

  /** Moves the priority, and with it the deadline. */
  record ChangePriority(TicketPriority priority) implements TicketCommand {}

  /**
   * Writes a comment.
   *
   * @param body Markdown
   * @param internal whether customers must not know of it; {@code null}: as the parent is
   * @param parentId the comment that it answers, if any
   * @param mentionedUserIds users who are named in the text
   */
  record AddComment(
      String body,
      @Nullable Boolean internal,
      @Nullable UUID parentId,
      List<String> mentionedUserIds)
      implements TicketCommand {

    public AddComment {
      mentionedUserIds = List.copyOf(mentionedUserIds);
    }

    @Override
    public Stream<String> userIds() {
      return mentioned(mentionedUserIds, body);
    }

    @Override
    public @Nullable UUID commentId() {
      return parentId;
    }
  }

  /**
   * Makes one of the caller's uploads an attachment of the ticket.
   *
   * @param attachmentId the upload
   */
  record AddAttachment(UUID attachmentId) implements TicketCommand {}

  /**
   * Rewrites a comment.
   *
   * @param commentId the comment
   * @param body Markdown
   * @param mentionedUserIds users who are named in the text
   */
  record EditComment(UUID commentId, String body, List<String> mentionedUserIds)
      implements TicketCommand {

    public EditComment {
      mentionedUserIds = List.copyOf(mentionedUserIds);
    }

    @Override
    public Stream<String> userIds() {
      return mentioned(mentionedUserIds, body);
    }
  }

  /** Takes a comment away; its answers stay. */
  record DeleteComment(UUID commentId) implements TicketCommand {}

  /** Puts a tag on the ticket. */
  record AddTag(String tag) implements TicketCommand {}

  /** Takes a tag off the ticket. */
  record RemoveTag(String tag) implements TicketCommand {}

  /** Puts several tags on the ticket. */
  record AddTags(List<String> tags) implements TicketCommand {

    public AddTags {
      tags = List.copyOf(tags);
    }
  }

  /** Takes several tags off the ticket. */
  record RemoveTags(List<String> tags) implements TicketCommand {

    public RemoveTags {
      tags = List.copyOf(tags);
    }
  }

  /** Begins to watch; {@code null} means the caller. */
  record WatchTicket(@Nullable String userId) implements TicketCommand {

    @Override
    public Stream<String> userIds() {
      return Stream.ofNullable(userId);
    }
  }

  /** Ceases to watch; {@code null} means the caller. */
  record UnwatchTicket(@Nullable String userId) implements TicketCommand {

    @Override
    public Stream<String> userIds() {
      return Stream.ofNullable(userId);
    }
  }

  /** Takes the ticket out of all lists. */
  record DeleteTicket() implements TicketCommand {}

  /** Brings a deleted ticket back. */
  record RestoreTicket() implements TicketCommand {}

  /**
   * Relates the ticket to another one.
   *
   * @param otherTicketId the other ticket
   * @param kind what the other ticket is to this one
   */
  record AddRelatedTicket(UUID otherTicketId, RelatedTicket.Kind kind) implements TicketCommand {

    @Override
    public boolean movesInHierarchy() {
      return switch (kind) {
        case PARENT, CHILD -> true;
        case RELATED, DUPLICATE, ORIGINAL -> false;
      };
    }
  }

  /** Dissolves the relation to another ticket. */
  record RemoveRelatedTicket(UUID otherTicketId) implements TicketCommand {}

  /** Relates the ticket to its original and closes it. */
  record MarkDuplicateOf(UUID otherTicketId) implements TicketCommand {}
}
