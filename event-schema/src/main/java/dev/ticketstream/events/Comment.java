package dev.ticketstream.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a ticket.
 *
 * @param id the comment's id (UUIDv7)
 * @param parentId the comment that this one answers, if any; a public comment answers only public
 *     ones, since the id alone would betray an internal one
 * @param body Markdown, at most {@link TicketLimits#TEXT_LENGTH_MAX} characters
 * @param internal whether only staff may know of it; never changes in the comment's life
 * @param author who wrote it
 * @param createdDate when it was written
 * @param mentions users named in the text who may see the ticket
 * @param byStaff whether the author was staff when they wrote it
 * @param editedDate when the text was last rewritten, {@code null} if never
 */
public record Comment(
    UUID id,
    @Nullable UUID parentId,
    String body,
    boolean internal,
    UserRef author,
    Instant createdDate,
    List<UserRef> mentions,
    boolean byStaff,
    @Nullable Instant editedDate) {

  public Comment {
    mentions = List.copyOf(mentions);
  }
}
