package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.issuer.DemoUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The demo users' tokens, renewed before they expire. */
final class TokenCache {

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

  private final Map<DemoUser, Entry> tokens = new ConcurrentHashMap<>();
  private final BiFunction<DemoUser, Duration, String> issuer;

  /**
   * @param issuer signs a token for a user with a lifetime
   */
  TokenCache(BiFunction<DemoUser, Duration, String> issuer) {
    this.issuer = issuer;
  }

  String tokenOf(DemoUser user) {
    Instant now = Instant.now();
    return tokens.compute(
            user,
            (_, entry) ->
                entry == null || entry.renewAt.isBefore(now)
                    ? new Entry(
                        issuer.apply(user, LIFETIME), now.plus(LIFETIME).minus(RENEWED_BEFORE))
                    : entry)
        .token;
  }

  /** Drops a token that was refused. */
  void refused(DemoUser user, String token) {
    tokens.computeIfPresent(user, (_, entry) -> entry.token.equals(token) ? null : entry);
  }

  private record Entry(String token, Instant renewAt) {}
}
