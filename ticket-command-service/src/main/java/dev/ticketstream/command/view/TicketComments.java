package dev.ticketstream.command.view;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.access.Exposure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The comments of tickets. */
@Component
public class TicketComments {

  private static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));

  private final CommentRepository comments;
  private final TicketProjection projection;

  TicketComments(CommentRepository comments, TicketProjection projection) {
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
   * A page of a ticket's comments, oldest first.
   *
   * @param ticketId the ticket; the caller has checked that it may be seen
   * @param exposure what may be shown of it
   * @param until comments written later are left out
   * @param after place of the last comment of the page before, {@code null} for the first page
   * @param limit most comments
   */
  public List<Comment> page(
      UUID ticketId, Exposure exposure, Instant until, @Nullable Place after, int limit) {
    if (exposure.isDeparture()) {
      return List.of();
    }
    Place from = after == null ? BEGINNING : after;
    return comments
        .page(ticketId, from.createdDate(), from.id(), until, !exposure.isPublic(), Limit.of(limit))
        .stream()
        .map(CommentEntity::toComment)
        .toList();
  }

  /**
   * A comment's place among its ticket's comments.
   *
   * @param createdDate when it was written
   * @param id its id, for equal dates
   */
  public record Place(Instant createdDate, UUID id) {}
}
