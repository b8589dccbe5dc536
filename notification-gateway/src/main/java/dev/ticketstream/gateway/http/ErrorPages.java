package dev.ticketstream.gateway.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Says in a problem document why a request got no answer, and what to send instead; of the
 * gateway's own faults nothing but that they are.
 */
@Component
@Order(ErrorPages.BEFORE_SPRING_BOOTS)
final class ErrorPages implements WebExceptionHandler {

  static final int BEFORE_SPRING_BOOTS = -2;

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    return switch (error) {
      case ErrorResponse known -> answer(exchange, known);
      case DataBufferLimitException _ ->
          ProblemDocument.write(
              exchange.getResponse(),
              HttpStatus.CONTENT_TOO_LARGE,
              "LIMIT_EXCEEDED",
              "The request is too large. Make several of it.");
      case AuthenticationServiceException unavailable -> {
        log.warn("A token could not be checked: {}", unavailable.toString());
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        yield ProblemDocument.write(
            exchange.getResponse(),
            HttpStatus.SERVICE_UNAVAILABLE,
            HttpStatus.SERVICE_UNAVAILABLE.name(),
            "Tokens cannot be checked now: try again later.");
      }
      default -> {
        log.error("A request failed unexpectedly", error);
        yield ProblemDocument.write(
            exchange.getResponse(),
            HttpStatus.INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            "A fault of the gateway's own.");
      }
    };
  }

  private static Mono<Void> answer(ServerWebExchange exchange, ErrorResponse known) {
    HttpStatusCode status = known.getStatusCode();
    exchange.getResponse().getHeaders().putAll(known.getHeaders());
    HttpStatus named = HttpStatus.resolve(status.value());
    String code;
    if (named == null) {
      code = "HTTP_" + status.value();
    } else if (named == HttpStatus.BAD_REQUEST && isGraphQlRequest(exchange.getRequest())) {
      // As of a request for a stream, and of what is wrong in a document.
      code = "INVALID_INPUT";
    } else {
      code = named.name();
    }
    return ProblemDocument.write(
        exchange.getResponse(), status, code, detail(exchange.getRequest(), status));
  }

  private static boolean isGraphQlRequest(ServerHttpRequest request) {
    return HttpMethod.POST.equals(request.getMethod())
        && request.getPath().value().equals("/graphql");
  }

  private static String detail(ServerHttpRequest request, HttpStatusCode status) {
    if (!request.getPath().value().equals("/graphql")) {
      return status.value() == HttpStatus.NOT_FOUND.value()
          ? "There is nothing here; GraphQL is at /graphql."
          : "The request was not understood.";
    }
    if (Handshakes.isHandshake(request)) {
      return "A WebSocket handshake needs version 13, a Sec-WebSocket-Key, and the subprotocol"
          + " graphql-transport-ws.";
    }
    if (!HttpMethod.POST.equals(request.getMethod())) {
      return "Send a POST with a GraphQL request as JSON, or open a WebSocket with the subprotocol"
          + " graphql-transport-ws.";
    }
    return "Send a GraphQL request as JSON: {\"query\": …, \"variables\": …}, with Content-Type:"
        + " application/json, and accept application/json or, for a subscription,"
        + " text/event-stream.";
  }
}
