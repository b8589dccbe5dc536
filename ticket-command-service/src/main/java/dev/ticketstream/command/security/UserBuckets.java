package dev.ticketstream.command.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A token bucket for each user: so many tokens at most, so many new ones each second. */
final class UserBuckets {

  private final int burst;
  private final LoadingCache<String, Bucket> buckets;

  /**
   * @param perSecond new tokens each second
   * @param burst most tokens, and with how many a user starts
   * @param usersMax most users that are remembered
   * @param clock the time
   */
  UserBuckets(int perSecond, int burst, int usersMax, TimeMeter clock) {
    this.burst = burst;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(usersMax)
            // A bucket that nobody touched for so long is full again, like a new one.
            .expireAfterAccess(Duration.ofSeconds(1 + Math.ceilDiv(burst, perSecond)))
            .build(
                _ ->
                    Bucket.builder()
                        .addLimit(
                            limit ->
                                limit
                                    .capacity(burst)
                                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .withCustomTimePrecision(clock)
                        .build());
  }

  /** Most tokens that a user can have. */
  int burst() {
    return burst;
  }

  /**
   * Takes tokens if there are enough, else none.
   *
   * @param userId whose
   * @param tokens how many, at most the burst
   * @return zero when they were taken, else how long it takes until there are enough
   */
  Duration take(String userId, int tokens) {
    ConsumptionProbe probe = bucket(userId).tryConsumeAndReturnRemaining(tokens);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  Bucket bucket(String userId) {
    return buckets.get(userId);
  }
}
