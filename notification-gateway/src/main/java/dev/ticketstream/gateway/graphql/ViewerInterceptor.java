package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.security.TokenViewers;
import dev.ticketstream.gateway.wire.ConnectionRefusedException;
import dev.ticketstream.gateway.wire.SessionRegistry;
import graphql.ExecutionResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;
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

  /** Longer than any stream runs; a token that is good for centuries would overflow a timer. */
  private static final Duration DELAY_MAX = Duration.ofDays(365);

  private final TokenViewers viewers;
  private final SessionRegistry sessions;
  private final Clock clock;

  ViewerInterceptor(TokenViewers viewers, SessionRegistry sessions, Clock clock) {
    this.viewers = viewers;
    this.sessions = sessions;
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
            token -> {
              Viewer viewer = viewers.viewer(token);
              return proceed(viewer, request, chain)
                  .map(
                      response ->
                          response.getData() instanceof Publisher<?> && !takesStream(request)
                              ? refused(response)
                              : bounded(token, response));
            });
  }

  /**
   * Spring for GraphQL answers with JSON where a request takes it, and never with a stream then.
   */
  private static boolean takesStream(WebGraphQlRequest request) {
    List<MediaType> accepted = request.getHeaders().getAccept();
    return accepted.stream().anyMatch(type -> type.includes(MediaType.TEXT_EVENT_STREAM))
        && accepted.stream()
            .noneMatch(
                type ->
                    type.isCompatibleWith(MediaType.APPLICATION_JSON)
                        || type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE));
  }

  private static WebGraphQlResponse refused(WebGraphQlResponse response) {
    ExecutionResult refusal =
        ExecutionResult.newExecutionResult()
            .addError(
                GraphQlErrors.of(
                    ErrorCode.INVALID_INPUT,
                    "A subscription needs a WebSocket (graphql-transport-ws), or Accept:"
                        + " text/event-stream",
                    Map.of()))
            .build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(response.getExecutionInput(), refusal));
  }

  /**
   * A stream of server-sent events counts as a connection and must not outlive the token; sockets
   * see to both themselves.
   */
  @SuppressWarnings("unchecked")
  private WebGraphQlResponse bounded(Jwt token, WebGraphQlResponse response) {
    Instant expiresAt = token.getExpiresAt();
    if (expiresAt == null || !(response.getData() instanceof Publisher<?> results)) {
      return response;
    }
    Duration left = Duration.between(clock.instant(), expiresAt);
    Flux<ExecutionResult> bounded =
        sessions
            .counted(
                viewers.grant(token, expiresAt), Flux.from((Publisher<ExecutionResult>) results))
            .onErrorResume(
                ConnectionRefusedException.class,
                refused -> Mono.just(tooMany(refused.reason().text())))
            .takeUntilOther(afterwards(left));
    return response.transform(builder -> builder.data(bounded));
  }

  private static ExecutionResult tooMany(String text) {
    return ExecutionResult.newExecutionResult()
        .addError(GraphQlErrors.of(ErrorCode.LIMIT_EXCEEDED, text, Map.of()))
        .build();
  }

  private static Mono<Long> afterwards(Duration left) {
    return Mono.delay(left.compareTo(DELAY_MAX) < 0 ? left : DELAY_MAX);
  }

  private static Mono<WebGraphQlResponse> proceed(
      Viewer viewer, WebGraphQlRequest request, Chain chain) {
    request.configureExecutionInput(
        (_, builder) -> builder.graphQLContext(context -> context.put(VIEWER, viewer)).build());
    return chain.next(request);
  }
}
