package dev.ticketstream.gateway.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses GraphQL requests over HTTP of users who send too many, before anything of them is read. A
 * socket's messages are read more slowly instead; of a user's requests, each may come on a
 * connection of its own.
 */
@Component
final class RequestLimit implements WebFilter, Ordered {

  private final RateLimit limit;
  private final LoadingCache<String, Bucket> buckets;

  @Autowired
  RequestLimit(RequestProperties properties, MeterRegistry registry) {
    this(properties, registry, TimeMeter.SYSTEM_NANOTIME);
  }

  RequestLimit(RequestProperties properties, MeterRegistry registry, TimeMeter clock) {
    this.limit =
        new RateLimit(
            properties.perSecondMax(),
            properties.burstMax(),
            clock,
            Counter.builder("ticketstream.gateway.requests.refused")
                .description("GraphQL requests over HTTP that were refused before they were read")
                .tag("reason", "rate")
                .register(registry),
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests of this user: send it again in %d s, or use a WebSocket, over which"
                + " many operations go.");
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(properties.usersMax())
            .expireAfterAccess(limit.refillTime())
            .build(_ -> limit.bucket());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!isGraphQl(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    // Who is nobody was refused before.
    return exchange
        .getPrincipal()
        .map(principal -> Optional.of(principal.getName()))
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            user ->
                user.isPresent()
                    ? limit.filter(buckets.get(user.get()), exchange, chain)
                    : chain.filter(exchange));
  }

  private static boolean isGraphQl(ServerHttpRequest request) {
    return HttpMethod.POST.equals(request.getMethod())
        && request.getPath().value().equals("/graphql");
  }

  /** After the security filters, which say who it is. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
