package dev.ticketstream.gateway.graphql;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.security.TokenViewers;
import graphql.ExecutionResult;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the data fetchers who asks: a socket's user, or an HTTP request's. */
@Component
@Order(1)
final class ViewerInterceptor implements WebGraphQlInterceptor {

  /** Request attribute and GraphQL context key. */
  static final String VIEWER = "viewer";

  private final TokenViewers viewers;

  ViewerInterceptor(TokenViewers viewers) {
    this.viewers = viewers;
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
        .flatMap(token -> proceed(viewers.viewer(token), request, chain))
        .map(response -> response.getData() instanceof Publisher<?> ? refused(response) : response);
  }

  /** Streams go another way; who asks for JSON gets no subscription. */
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

  private static Mono<WebGraphQlResponse> proceed(
      Viewer viewer, WebGraphQlRequest request, Chain chain) {
    request.configureExecutionInput(
        (_, builder) -> builder.graphQLContext(context -> context.put(VIEWER, viewer)).build());
    return chain.next(request);
  }
}
