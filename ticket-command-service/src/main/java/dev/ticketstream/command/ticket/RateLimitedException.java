package dev.ticketstream.command.ticket;

import java.time.Duration;

/** The caller has sent too much; nothing was carried out. */
public final class RateLimitedException extends CommandRejectedException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param message what there was too much of, for people
   * @param retryAfter after how long the same request would get through if nothing else is sent
   */
  public RateLimitedException(String message, Duration retryAfter) {
    super(ErrorCode.RATE_LIMITED, message, null);
    this.retryAfter = retryAfter;
  }

  /** After how long to send it again, in milliseconds, rounded up; at least 1. */
  public int retryAfterMs() {
    long nanos = Math.max(1, retryAfter.toNanos());
    return Math.clamp(Math.ceilDiv(nanos, 1_000_000L), 1, Integer.MAX_VALUE);
  }
}
