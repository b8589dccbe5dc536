package dev.ticketstream.command.view;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.access.Exposure;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The comments of tickets. */
@Component
public class TicketComments {

  private static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));

  private final CommentRepository comments;
  private final TicketProjection projection;
  private final CommentPages reader;

  TicketComments(CommentRepository comments, TicketProjection projection, CommentPages reader) {
    this.reader = reader;
    this.comments = comments;
    this.projection = projection;
  }

  /**
   * A comment as it is now, whoever may see it. For commands: finds it also while the read model is
   * empty.
   *
   * @param ticketId the ticket
   * @param commentId the comment
   * @return empty when the ticket has no such comment
   */
  public Optional<Comment> find(UUID ticketId, UUID commentId) {
    Optional<CommentEntity> found = comments.findByIdAndTicketId(commentId, ticketId);
    if (found.isEmpty() && projection.restore(ticketId)) {
      found = comments.findByIdAndTicketId(commentId, ticketId);
    }
    return found.map(CommentEntity::toComment);
  }

  /**
   * Pages of tickets' comments, oldest first, in one statement.
   *
   * @param pages which; the caller has checked that the tickets may be seen
   * @return the comments of each
   */
  public Map<Page, List<Comment>> pages(Collection<Page> pages) {
    List<Page> shown = pages.stream().filter(page -> !page.exposure().isDeparture()).toList();
    Map<Page, List<Comment>> found = new HashMap<>();
    pages.forEach(page -> found.put(page, List.of()));
    if (!shown.isEmpty()) {
      found.putAll(reader.read(shown));
    }
    return found;
  }

  /**
   * A page of a ticket's comments.
   *
   * @param ticketId the ticket
   * @param exposure what may be shown of it
   * @param until comments written later are left out
   * @param after place of the last comment of the page before, {@code null} for the first page
   * @param limit most comments
   */
  public record Page(
      UUID ticketId, Exposure exposure, Instant until, @Nullable Place after, int limit) {

    Place from() {
      return after == null ? BEGINNING : after;
    }
  }

  /**
   * A comment's place among its ticket's comments.
   *
   * @param createdDate when it was written
   * @param id its id, for equal dates
   */
  public record Place(Instant createdDate, UUID id) {}
}
