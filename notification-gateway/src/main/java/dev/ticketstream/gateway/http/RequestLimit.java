package dev.ticketstream.gateway.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
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

  private final LoadingCache<String, Bucket> buckets;
  private final Counter refused;

  @Autowired
  RequestLimit(RequestProperties properties, MeterRegistry registry) {
    this(properties, registry, TimeMeter.SYSTEM_NANOTIME);
  }

  RequestLimit(RequestProperties properties, MeterRegistry registry, TimeMeter clock) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(properties.usersMax())
            // A bucket that nobody touched for so long is full again, like a new one.
            .expireAfterAccess(
                Duration.ofSeconds(
                    1L + Math.ceilDiv(properties.burstMax(), properties.perSecondMax())))
            .build(_ -> bucket(properties, clock));
    this.refused =
        Counter.builder("ticketstream.gateway.requests.refused")
            .description("GraphQL requests over HTTP that were refused before they were read")
            .tag("reason", "rate")
            .register(registry);
  }

  private static Bucket bucket(RequestProperties properties, TimeMeter clock) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(properties.burstMax())
                    .refillGreedy(properties.perSecondMax(), Duration.ofSeconds(1)))
        .withCustomTimePrecision(clock)
        .build();
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
                user.isPresent() ? filter(user.get(), exchange, chain) : chain.filter(exchange));
  }

  private Mono<Void> filter(String user, ServerWebExchange exchange, WebFilterChain chain) {
    ConsumptionProbe probe = buckets.get(user).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return chain.filter(exchange);
    }
    refused.increment();
    return RateRefusal.write(
        exchange,
        HttpStatus.TOO_MANY_REQUESTS,
        probe.getNanosToWaitForRefill(),
        "Too many requests of this user: send it again in %d s, or use a WebSocket, over which"
            + " many operations go.");
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
