package dev.ticketstream.command.graphql;

import dev.ticketstream.events.Comment;
import dev.ticketstream.events.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code TicketComment}, in the names that existing clients query. */
public record CommentModel(
    String id,
    @Nullable String parentId,
    String comment,
    boolean internal,
    UserRef who,
    Instant when,
    List<UserRef> mentions,
    boolean byStaff,
    @Nullable Instant editedDate) {

  static CommentModel of(Comment comment) {
    return new CommentModel(
        comment.id().toString(),
        comment.parentId() == null ? null : comment.parentId().toString(),
        comment.body(),
        comment.internal(),
        comment.author(),
        comment.createdDate(),
        comment.mentions(),
        comment.byStaff(),
        comment.editedDate());
  }
}
