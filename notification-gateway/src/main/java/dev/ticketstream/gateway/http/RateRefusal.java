package dev.ticketstream.gateway.http;

import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells who sends too much when to come again. */
final class RateRefusal {

  private RateRefusal() {}

  /**
   * Answers with a problem.
   *
   * @param waitNanos when there is room again; rounded up to whole seconds
   * @param detail what can be done, with a place for these seconds
   */
  static Mono<Void> write(
      ServerWebExchange exchange, HttpStatus status, long waitNanos, String detail) {
    long seconds = Math.max(1, Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1)));
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return ProblemDocument.write(
        exchange.getResponse(), status, "RATE_LIMITED", detail.formatted(seconds));
  }
}
