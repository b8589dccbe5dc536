package dev.ticketstream.gateway.revocation;

import dev.ticketstream.gateway.security.TokenRevocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The revocations that still matter: those within the longest life of a token. */
final class RevokedUsers implements TokenRevocations {

  private final Map<String, Revocation> byUser = new ConcurrentHashMap<>();
  private final Duration tokenLifetimeMax;
  private final Clock clock;
  private volatile boolean loaded;

  RevokedUsers(Duration tokenLifetimeMax, Clock clock) {
    this.tokenLifetimeMax = tokenLifetimeMax;
    this.clock = clock;
  }

  @Override
  public boolean isLoaded() {
    return loaded;
  }

  void setLoaded() {
    loaded = true;
  }

  @Override
  public boolean isRevoked(String userId, @Nullable Instant issuedAt) {
    Revocation revocation = byUser.get(userId);
    return revocation != null
        && !isOver(revocation)
        && (issuedAt == null || !issuedAt.isAfter(revocation.issuedUntil()));
  }

  /**
   * Adds a revocation.
   *
   * @return the one that goes furthest of this user's, or {@code null} if it no longer matters
   */
  @Nullable Revocation add(Revocation revocation) {
    return isOver(revocation)
        ? null
        : byUser.merge(
            revocation.userId(),
            revocation,
            (known, added) -> added.issuedUntil().isAfter(known.issuedUntil()) ? added : known);
  }

  /** The revocation of a user that goes furthest. */
  @Nullable Revocation get(String userId) {
    return byUser.get(userId);
  }

  void lift(String userId) {
    byUser.remove(userId);
  }

  /** Forgets the revocations whose tokens have all expired. */
  void expire() {
    byUser.values().removeIf(this::isOver);
  }

  int size() {
    return byUser.size();
  }

  private boolean isOver(Revocation revocation) {
    return revocation.issuedUntil().plus(tokenLifetimeMax).isBefore(clock.instant());
  }
}
