package dev.ticketstream.gateway.fanout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription cannot be resumed from its cursor: events are, or may be, missing. The subscriber
 * is told from when to when, and has to load the current state and subscribe anew.
 */
public final class ReplayGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the cursor cannot be resumed from. */
  public enum Reason {
    /** Kafka no longer keeps the events that followed the cursor. */
    REPLAY_EXPIRED,
    /**
     * The cursor is not one of this platform's: forged, of another topic, or sealed with a lost
     * key.
     */
    REPLAY_FOREIGN
  }

  private final Reason reason;
  private final @Nullable Instant from;
  private final Instant to;

  /**
   * @param reason why the cursor cannot be resumed from
   * @param from when the gap begins, {@code null} when the cursor does not tell
   * @param to when the gap ends: the time of the oldest event that can be had, or now
   */
  public ReplayGapException(Reason reason, @Nullable Instant from, Instant to) {
    super("%s: from %s to %s".formatted(reason, from, to));
    this.reason = reason;
    this.from = from;
    this.to = to;
  }

  /** Why the cursor cannot be resumed from. */
  public Reason reason() {
    return reason;
  }

  /** When the gap begins, {@code null} when the cursor does not tell. */
  public @Nullable Instant from() {
    return from;
  }

  /** When the gap ends. */
  public Instant to() {
    return to;
  }
}
