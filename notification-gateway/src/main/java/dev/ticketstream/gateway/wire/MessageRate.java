package dev.ticketstream.gateway.wire;

import java.time.Duration;

/** A token bucket that holds one second's worth of messages; not thread-safe. */
final class MessageRate {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecondMax;
  private double tokens;
  private long refilledAtNanos;

  MessageRate(int perSecondMax, long nowNanos) {
    this.perSecondMax = perSecondMax;
    this.tokens = perSecondMax;
    this.refilledAtNanos = nowNanos;
  }

  /**
   * Takes one message.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return how long that message has to wait, zero if not at all
   */
  Duration take(long nowNanos) {
    double refill = (nowNanos - refilledAtNanos) / NANOS_PER_SECOND * perSecondMax;
    tokens = Math.min(perSecondMax, tokens + refill) - 1;
    refilledAtNanos = nowNanos;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (-tokens / perSecondMax * NANOS_PER_SECOND));
  }
}
