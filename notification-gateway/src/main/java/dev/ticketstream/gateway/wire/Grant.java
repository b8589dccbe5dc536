package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection belongs to.
 *
 * @param viewer the user
 * @param expiresAt when the token expires
 * @param issuedAt when the token was issued, {@code null} if it does not say
 */
public record Grant(Viewer viewer, Instant expiresAt, @Nullable Instant issuedAt) {

  /**
   * Whether this is a user's, by a token that was issued at a time or before. A token that does not
   * say when it was issued counts as one that was.
   *
   * @param userId the user
   * @param issuedUntil the latest time of issue
   */
  public boolean isOf(String userId, Instant issuedUntil) {
    return viewer.id().equals(userId) && (issuedAt == null || !issuedAt.isAfter(issuedUntil));
  }
}
