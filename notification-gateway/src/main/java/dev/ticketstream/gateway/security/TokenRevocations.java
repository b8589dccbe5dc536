package dev.ticketstream.gateway.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which tokens are no longer good, though they have not expired. */
public interface TokenRevocations {

  /** Whether this instance knows all revocations yet; until then no token can be trusted. */
  boolean isLoaded();

  /**
   * Whether a token was revoked.
   *
   * @param userId whose token
   * @param issuedAt when it was issued; a token that does not say ({@code null}) is revoked as soon
   *     as any of its user's is
   */
  boolean isRevoked(String userId, @Nullable Instant issuedAt);
}
