package dev.ticketstream.gateway.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events between two times cannot be had.
 *
 * @param cause why
 * @param from when the gap begins, {@code null} if nobody knows
 * @param to when it ends
 */
public record StreamGap(Cause cause, @Nullable Instant from, Instant to) {

  /** Why events are missing. */
  public enum Cause {
    /** Kafka no longer keeps them. */
    EXPIRED,
    /** The topic is another one than the position was taken in. */
    FOREIGN
  }
}
