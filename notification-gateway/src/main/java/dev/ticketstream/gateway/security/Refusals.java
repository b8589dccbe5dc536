package dev.ticketstream.gateway.security;

import dev.ticketstream.gateway.http.ProblemDocument;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.access.server.BearerTokenServerAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.server.BearerTokenServerAuthenticationEntryPoint;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says in a problem document what 401 and 403 mean here. Nothing of why a token is no good: the
 * header {@code WWW-Authenticate} has what RFC 6750 lets clients know.
 */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

  private final ServerAuthenticationEntryPoint unauthenticated =
      new BearerTokenServerAuthenticationEntryPoint();
  private final ServerAccessDeniedHandler denied = new BearerTokenServerAccessDeniedHandler();

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException reason) {
    return unauthenticated.commence(
        withBody(
            exchange,
            HttpStatus.UNAUTHORIZED,
            "UNAUTHENTICATED",
            "A valid bearer token of the issuer is required: Authorization: Bearer …"
                + " A WebSocket sends it in connection_init."),
        reason);
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException reason) {
    return denied.handle(
        withBody(exchange, HttpStatus.FORBIDDEN, "FORBIDDEN", "The caller may not do this."),
        reason);
  }

  /** Spring's handlers set their header and then end the response without a body. */
  private static ServerWebExchange withBody(
      ServerWebExchange exchange, HttpStatus status, String code, String detail) {
    return exchange
        .mutate()
        .response(
            new ServerHttpResponseDecorator(exchange.getResponse()) {
              @Override
              public Mono<Void> setComplete() {
                return ProblemDocument.write(getDelegate(), status, code, detail);
              }
            })
        .build();
  }
}
