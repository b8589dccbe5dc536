package dev.ticketstream.gateway.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A limit on how often something may be requested, by token buckets that are all alike. Who comes
 * too often is told when to come again.
 *
 * @param perSecondMax requests that a bucket lets through in a second in the long run
 * @param burstMax requests that it lets through at once after a pause
 * @param clock tells the time
 * @param refused counts those that were not let through
 * @param status what these are answered with
 * @param detail what can be done, with a place for the seconds to wait
 */
record RateLimit(
    int perSecondMax,
    int burstMax,
    TimeMeter clock,
    Counter refused,
    HttpStatus status,
    String detail) {

  /** A bucket that is full. */
  Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(burstMax).refillGreedy(perSecondMax, Duration.ofSeconds(1)))
        .withCustomTimePrecision(clock)
        .build();
  }

  /** A bucket that nobody touched for so long is full again. */
  Duration refillTime() {
    return Duration.ofSeconds(1L + Math.ceilDiv(burstMax, perSecondMax));
  }

  /**
   * Lets a request through, or refuses it with a problem.
   *
   * @param bucket made by {@link #bucket}
   */
  Mono<Void> filter(Bucket bucket, ServerWebExchange exchange, WebFilterChain chain) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return chain.filter(exchange);
    }
    refused.increment();
    long seconds =
        Math.max(1, Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1)));
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return ProblemDocument.write(
        exchange.getResponse(), status, "RATE_LIMITED", detail.formatted(seconds));
  }
}
