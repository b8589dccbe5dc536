package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.notFound;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;
import static dev.ticketstream.command.ticket.TicketDecider.requireStaff;
import static dev.ticketstream.events.TicketLimits.TEXT_LENGTH_MAX;

import dev.ticketstream.command.ticket.DecisionContext.ParentComment;
import dev.ticketstream.command.ticket.TicketCommand.AddComment;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketChange.CommentAdded;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comments. */
final class CommentDecisions {

  /** Most users named in one comment. */
  static final int MENTIONS_MAX = 50;

  private final TicketVisibility visibility;
  private final EventRedactor redactor;

  CommentDecisions(TicketVisibility visibility) {
    this.visibility = visibility;
    this.redactor = new EventRedactor(visibility);
  }

  List<TicketChange> add(AddComment command, TicketSnapshot state, DecisionContext context) {
    if (Boolean.TRUE.equals(command.internal())) {
      requireStaff(context, "write internal comments");
    }
    ParentComment parent = parent(command, context);
    boolean internal = internal(command, parent);
    String body = TextRules.text(command.body(), TEXT_LENGTH_MAX, "input.comment");
    if (body.isBlank()) {
      throw invalid("The text must not be blank.", "input.comment");
    }
    Comment comment =
        new Comment(
            context.newId(),
            parent == null ? null : parent.id(),
            body,
            internal,
            context.actor().user(),
            context.now(),
            mentions(command, internal, facets(state, context.actor()), context),
            context.actor().isStaff(),
            null);
    return List.of(new CommentAdded(comment));
  }

  private static @Nullable ParentComment parent(AddComment command, DecisionContext context) {
    if (command.parentId() == null) {
      return null;
    }
    ParentComment parent = context.parent();
    // To a customer an internal comment does not exist.
    if (parent == null || (parent.internal() && !context.actor().isStaff())) {
      throw notFound("There is no such comment on this ticket.", "input.parentId");
    }
    return parent;
  }

  private static boolean internal(AddComment command, @Nullable ParentComment parent) {
    boolean parentInternal = parent != null && parent.internal();
    if (command.internal() == null) {
      return parentInternal;
    }
    if (parentInternal && !command.internal()) {
      throw invalid("An answer to an internal comment is internal.", "input.internal");
    }
    return command.internal();
  }

  /**
   * A mention must not tell anybody of a ticket or a comment that they may not see. Whether a user
   * is unknown or may not see it is the same to the author.
   */
  /** A customer must not find out by mentioning who of the staff watches. */
  private TicketFacets facets(TicketSnapshot state, Viewer actor) {
    return actor.isStaff() ? state.facets() : redactor.redact(state, Exposure.PUBLIC).facets();
  }

  private List<UserRef> mentions(
      AddComment command, boolean internal, TicketFacets ticket, DecisionContext context) {
    Set<String> ids = new LinkedHashSet<>(command.mentionedUserIds());
    if (ids.size() > MENTIONS_MAX) {
      throw tooLarge(
          "A comment mentions at most %d users.".formatted(MENTIONS_MAX), "input.mentions");
    }
    return ids.stream()
        .map(
            id -> {
              Viewer mentioned = context.users().get(id);
              if (mentioned == null
                  || !visibility.canSee(mentioned, ticket)
                  || (internal && !mentioned.isStaff())) {
                throw notFound(
                    "A mentioned user is unknown or may not see this.", "input.mentions");
              }
              return mentioned.user();
            })
        .toList();
  }
}
