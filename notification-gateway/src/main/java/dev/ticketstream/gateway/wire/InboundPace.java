package dev.ticketstream.gateway.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * How fast a client's messages are taken: no faster than a token bucket gives, which holds one
 * second's worth of them, and none while the client does not read what it asked for. Only for the
 * event loop.
 */
final class InboundPace {

  private static final Duration BACKPRESSURE_POLL = Duration.ofMillis(20);
  private static final double NANOS_PER_SECOND = 1e9;

  private final OutboundQueue queue;
  private final int perSecondMax;
  private double tokens;
  private long refilledAtNanos;

  /**
   * @param queue what waits for the client
   * @param perSecondMax messages that are taken in a second
   */
  InboundPace(OutboundQueue queue, int perSecondMax) {
    this.queue = queue;
    this.perSecondMax = perSecondMax;
    this.tokens = perSecondMax;
    this.refilledAtNanos = System.nanoTime();
  }

  /**
   * Counts one message.
   *
   * @param goesOn whether it still matters what the client reads
   * @return completes on the event loop when the message may be taken; {@code null} if at once
   */
  @Nullable Mono<Void> delay(BooleanSupplier goesOn) {
    Duration wait = take(System.nanoTime());
    if (wait.isZero() && !queue.isOverBound()) {
      return null;
    }
    // Made when it is needed: most connections sit idle.
    Scheduler scheduler = Schedulers.fromExecutorService(queue.eventLoop());
    return Mono.delay(wait, scheduler)
        .thenMany(
            Mono.delay(BACKPRESSURE_POLL, scheduler)
                .repeat(() -> queue.isOverBound() && goesOn.getAsBoolean()))
        .then();
  }

  private Duration take(long nowNanos) {
    double refill = (nowNanos - refilledAtNanos) / NANOS_PER_SECOND * perSecondMax;
    tokens = Math.min(perSecondMax, tokens + refill) - 1;
    refilledAtNanos = nowNanos;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (-tokens / perSecondMax * NANOS_PER_SECOND));
  }
}
