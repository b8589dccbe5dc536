package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.forbidden;
import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;
import static dev.ticketstream.events.TicketLimits.TEXT_LENGTH_MAX;

import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.command.ticket.TicketCommand.DeleteComment;
import dev.ticketstream.command.ticket.TicketCommand.EditComment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketChange.CommentDeleted;
import dev.ticketstream.events.TicketChange.CommentEdited;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments, and what they set going. */
final class CommentDecisions {

  private final Mentions mentions;
  private final StatusAutomation automation;

  CommentDecisions(TicketRules rules, TicketVisibility visibility, SlaDecisions sla) {
    this.mentions = new Mentions(visibility);
    this.automation = new StatusAutomation(rules, sla);
  }

  List<TicketChange> add(AddComment command, TicketSnapshot state, DecisionContext context) {
    if (Boolean.TRUE.equals(command.internal())) {
      requireStaff(context, "write internal comments");
    }
    Comment parent = command.parentId() == null ? null : existing(context, "input.parentId");
    boolean internal = internal(command, parent);
    String body = body(command.body());
    Viewer actor = context.actor();
    Comment comment =
        new Comment(
            context.newId(),
            parent == null ? null : parent.id(),
            body,
            internal,
            actor.user(),
            context.now(),
            mentions.of(body, command.mentionedUserIds(), internal, state, context),
            actor.isStaff(),
            null);
    List<TicketChange> changes = new ArrayList<>();
    changes.add(new CommentAdded(comment));
    changes.addAll(automation.after(comment, state, context.now()));
    changes.addAll(mentions.watchers(comment.mentions(), List.of(), state, context));
    return changes;
  }

  List<TicketChange> edit(EditComment command, TicketSnapshot state, DecisionContext context) {
    Comment comment = existing(context, "input.commentId");
    if (!isAuthor(comment, context)) {
      throw forbidden("Only its author may edit a comment.");
    }
    requireNotClosedForCustomers(state, context);
    String body = body(command.body());
    List<UserRef> mentioned =
        mentions.of(body, command.mentionedUserIds(), comment.internal(), state, context);
    boolean sameMentions =
        command.mentionedUserIds().isEmpty() || mentioned.equals(comment.mentions());
    if (body.equals(comment.body()) && sameMentions) {
      return List.of();
    }
    Comment edited =
        new Comment(
            comment.id(),
            comment.parentId(),
            body,
            comment.internal(),
            comment.author(),
            comment.createdDate(),
            mentioned,
            comment.byStaff(),
            context.now());
    List<TicketChange> changes = new ArrayList<>();
    changes.add(new CommentEdited(edited));
    changes.addAll(mentions.watchers(mentioned, comment.mentions(), state, context));
    return changes;
  }

  List<TicketChange> delete(DeleteComment command, TicketSnapshot state, DecisionContext context) {
    Comment comment = existing(context, "input.commentId");
    if (!isAuthor(comment, context) && !context.actor().isAdmin()) {
      throw forbidden("Only its author and admins may delete a comment.");
    }
    requireNotClosedForCustomers(state, context);
    return List.of(new CommentDeleted(command.commentId(), comment.internal()));
  }

  /** To a customer an internal comment does not exist. */
  private static Comment existing(DecisionContext context, String path) {
    Comment comment = context.comment();
    if (comment == null || (comment.internal() && !context.actor().isStaff())) {
      throw notFound("There is no such comment on this ticket.", path);
    }
    return comment;
  }

  private static boolean isAuthor(Comment comment, DecisionContext context) {
    return comment.author().id().equals(context.actor().id());
  }

  private static void requireNotClosedForCustomers(TicketSnapshot state, DecisionContext context) {
    if (state.status() == TicketStatus.CLOSED && !context.actor().isStaff()) {
      throw new CommandRejectedException(
          ErrorCode.INVALID_TRANSITION, "The ticket is closed.", "input.ticketId");
    }
  }

  private static String body(String text) {
    String body = TextRules.text(text, TEXT_LENGTH_MAX, "input.comment");
    if (body.isBlank()) {
      throw invalid("The text must not be blank.", "input.comment");
    }
    return body;
  }

  private static boolean internal(AddComment command, @Nullable Comment parent) {
    boolean parentInternal = parent != null && parent.internal();
    if (command.internal() == null) {
      return parentInternal;
    }
    if (parentInternal && !command.internal()) {
      throw invalid("An answer to an internal comment is internal.", "input.internal");
    }
    return command.internal();
  }
}
