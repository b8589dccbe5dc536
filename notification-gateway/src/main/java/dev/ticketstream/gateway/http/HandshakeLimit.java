package dev.ticketstream.gateway.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses WebSocket handshakes that come too fast, before anything is done for them: when an
 * instance dies, all its clients come to the others at once, and who is connected already must not
 * suffer from it. Clients come again if they are told to: docs/client-guide.md says how.
 */
@Component
final class HandshakeLimit implements WebFilter, Ordered {

  private final RateLimit limit;
  private final Bucket bucket;

  @Autowired
  HandshakeLimit(HandshakeProperties properties, MeterRegistry registry) {
    this(properties, registry, TimeMeter.SYSTEM_NANOTIME);
  }

  HandshakeLimit(HandshakeProperties properties, MeterRegistry registry, TimeMeter clock) {
    this.limit =
        new RateLimit(
            properties.perSecondMax(),
            properties.burstMax(),
            clock,
            Counter.builder("ticketstream.gateway.handshakes.refused")
                .description("WebSocket handshakes that were refused before the upgrade")
                .tag("reason", "rate")
                .register(registry),
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many clients connect to this instance at once: connect again in %d s");
    this.bucket = limit.bucket();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Handshakes.isHandshake(exchange.getRequest())
        ? limit.filter(bucket, exchange, chain)
        : chain.filter(exchange);
  }

  /** Before the security filters: it must cost next to nothing to refuse. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
