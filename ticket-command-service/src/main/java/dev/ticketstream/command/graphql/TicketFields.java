package dev.ticketstream.command.graphql;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.command.view.PlaceTime;
import dev.ticketstream.command.view.TicketComments;
import dev.ticketstream.events.Comment;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The fields of {@code SupportTicket} that need more than the ticket itself. */
@Controller
@SchemaMapping(typeName = "SupportTicket")
class TicketFields {

  private static final String CURSOR_KIND = "comments";

  private static final String LOADER = "comments";

  private final Models models;
  private final GraphQlLimits limits;

  TicketFields(
      TicketComments comments, Models models, GraphQlLimits limits, BatchLoaderRegistry loaders) {
    loaders
        .<TicketComments.Page, List<Comment>>forName(LOADER)
        .registerMappedBatchLoader((pages, _) -> Mono.fromCallable(() -> comments.pages(pages)));
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

  /**
   * A ticket as of an earlier time has only the comments that it had then. The pages of all tickets
   * of an answer are read together.
   */
  @SchemaMapping
  CompletableFuture<Connection<CommentModel>> comments(
      TicketModel ticket,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      DataFetchingEnvironment call) {
    int size = Connection.size(first, limits.pageSizeMax());
    TicketComments.Page page =
        new TicketComments.Page(
            ticket.snapshot().id(),
            ticket.exposure(),
            ticket.updatedDate(),
            after == null ? null : place(after),
            size + 1);
    DataLoader<TicketComments.Page, List<Comment>> pages =
        requireNonNull(call.getDataLoader(LOADER));
    return pages.load(page).thenApply(found -> connection(found, size, after));
  }

  private static Connection<CommentModel> connection(
      List<Comment> found, int size, @Nullable String after) {
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
