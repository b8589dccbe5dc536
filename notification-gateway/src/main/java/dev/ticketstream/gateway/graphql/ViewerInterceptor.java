package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.security.TokenViewers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the data fetchers who asks: a socket's user, or an HTTP request's. */
@Component
@Order(1)
final class ViewerInterceptor implements WebGraphQlInterceptor {

  /** Request attribute and GraphQL context key. */
  static final String VIEWER = "viewer";

  private final TokenViewers viewers;
  private final Clock clock;

  ViewerInterceptor(TokenViewers viewers, Clock clock) {
    this.viewers = viewers;
    this.clock = clock;
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    if (request.getAttributes().get(VIEWER) instanceof Viewer viewer) {
      return proceed(viewer, request, chain);
    }
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(
            context ->
                context.getAuthentication() instanceof JwtAuthenticationToken authentication
                    ? authentication.getToken()
                    : null)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no viewer: not authenticated")))
        .flatMap(
            token ->
                proceed(viewers.viewer(token), request, chain)
                    .map(response -> endingWith(token, response)));
  }

  /** A stream of server-sent events must not outlive the token; sockets see to that themselves. */
  private WebGraphQlResponse endingWith(Jwt token, WebGraphQlResponse response) {
    Instant expiresAt = token.getExpiresAt();
    if (expiresAt != null && response.getData() instanceof Publisher<?> results) {
      Duration left = Duration.between(clock.instant(), expiresAt);
      return response.transform(
          builder -> builder.data(Flux.from(results).takeUntilOther(Mono.delay(left))));
    }
    return response;
  }

  private static Mono<WebGraphQlResponse> proceed(
      Viewer viewer, WebGraphQlRequest request, Chain chain) {
    request.configureExecutionInput(
        (_, builder) -> builder.graphQLContext(context -> context.put(VIEWER, viewer)).build());
    return chain.next(request);
  }
}
