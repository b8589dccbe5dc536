package dev.ticketstream.gateway.security;

import dev.ticketstream.gateway.http.Handshakes;
import dev.ticketstream.gateway.http.ProblemDocument;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps pages of foreign origins out, from handshakes as well: browsers do not ask before they open
 * a WebSocket, so the gateway itself has to look at its {@code Origin}.
 */
final class OriginFilter implements WebFilter {

  private final CorsProcessor processor = new DefaultCorsProcessor();
  private final CorsConfiguration configuration;
  private final Counter refused;

  OriginFilter(CorsConfiguration configuration, MeterRegistry registry) {
    this.configuration = configuration;
    this.refused =
        Counter.builder("ticketstream.gateway.handshakes.refused")
            .description("WebSocket handshakes that were refused before the upgrade")
            .tag("reason", "origin")
            .register(registry);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!processor.process(configuration, exchange)) {
      if (Handshakes.isHandshake(exchange.getRequest())) {
        refused.increment();
      }
      return ProblemDocument.write(
          exchange.getResponse(),
          HttpStatus.FORBIDDEN,
          "ORIGIN_NOT_ALLOWED",
          "Pages of this origin may not use the gateway.");
    }
    return CorsUtils.isPreFlightRequest(exchange.getRequest())
        ? Mono.empty()
        : chain.filter(exchange);
  }
}
