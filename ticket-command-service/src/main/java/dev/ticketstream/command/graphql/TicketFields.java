package dev.ticketstream.command.graphql;

import dev.ticketstream.command.view.PlaceTime;
import dev.ticketstream.command.view.TicketComments;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The fields of {@code SupportTicket} that need more than the ticket itself. */
@Controller
@SchemaMapping(typeName = "SupportTicket")
class TicketFields {

  private static final String CURSOR_KIND = "comments";

  private final TicketComments comments;
  private final Models models;
  private final GraphQlLimits limits;

  TicketFields(TicketComments comments, Models models, GraphQlLimits limits) {
    this.comments = comments;
    this.models = models;
    this.limits = limits;
  }

  @SchemaMapping
  List<TicketStatus> allowedTransitions(
      TicketModel ticket, @AuthenticationPrincipal Viewer viewer) {
    return models.allowedTransitions(ticket, viewer);
  }

  @SchemaMapping
  @Nullable Object meta(TicketModel ticket) {
    return models.meta(ticket);
  }

  /** A ticket as of an earlier time has only the comments that it had then. */
  @SchemaMapping
  Connection<CommentModel> comments(
      TicketModel ticket, @Argument @Nullable Integer first, @Argument @Nullable String after) {
    int size = Connection.size(first, limits.pageSizeMax());
    List<Comment> found =
        comments.page(
            ticket.snapshot().id(),
            ticket.exposure(),
            ticket.updatedDate(),
            after == null ? null : place(after),
            size + 1);
    return Connection.of(
        found,
        size,
        after,
        CommentModel::of,
        comment ->
            Cursor.encode(CURSOR_KIND, comment.createdDate().toString(), comment.id().toString()));
  }

  private static TicketComments.Place place(String after) {
    List<String> parts = Cursor.decode(after, CURSOR_KIND, 2);
    return new TicketComments.Place(
        PlaceTime.parse(parts.getFirst()).orElseThrow(Cursor::malformed),
        InputReader.parseUuid(parts.getLast(), "after"));
  }
}
