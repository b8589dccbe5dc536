package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.http.ProblemDocument;
import dev.ticketstream.gateway.security.TokenViewers;
import dev.ticketstream.gateway.wire.CloseCause;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.EventStream;
import dev.ticketstream.gateway.wire.Grant;
import dev.ticketstream.gateway.wire.InvalidMessageException;
import dev.ticketstream.gateway.wire.OperationRequest;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers {@code POST /graphql} with server-sent events: an {@link EventStream}. */
final class EventStreamHandler implements WebHandler {

  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String NO_PROXY_BUFFER = "X-Accel-Buffering";

  private final SessionEnvironment environment;
  private final TokenViewers viewers;

  EventStreamHandler(SessionEnvironment environment, TokenViewers viewers) {
    this.environment = environment;
    this.viewers = viewers;
  }

  /**
   * Whether a request wants a stream: it takes one and takes no JSON, which is what a client gets
   * that takes either.
   */
  static boolean isWanted(ServerHttpRequest request) {
    List<MediaType> accepted = request.getHeaders().getAccept();
    return HttpMethod.POST.equals(request.getMethod())
        && accepted.stream().anyMatch(type -> type.includes(MediaType.TEXT_EVENT_STREAM))
        && accepted.stream()
            .noneMatch(
                type ->
                    type.isCompatibleWith(MediaType.APPLICATION_JSON)
                        || type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE));
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    MediaType contentType = exchange.getRequest().getHeaders().getContentType();
    if (contentType == null || !contentType.isCompatibleWith(MediaType.APPLICATION_JSON)) {
      return ProblemDocument.write(
          exchange.getResponse(),
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.name(),
          "Send a GraphQL request as JSON, with Content-Type: application/json.");
    }
    Channel channel = ChannelUpgradeStrategy.channelOf(exchange);
    return exchange
        .getPrincipal()
        .ofType(JwtAuthenticationToken.class)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("not authenticated")))
        .flatMap(
            token ->
                body(exchange.getRequest())
                    .publishOn(Schedulers.fromExecutor(channel.eventLoop()))
                    .flatMap(body -> stream(exchange, channel, grant(token), body)))
        .onErrorResume(
            DataBufferLimitException.class,
            _ ->
                refuse(
                    exchange,
                    HttpStatus.CONTENT_TOO_LARGE,
                    ErrorCode.LIMIT_EXCEEDED,
                    "The request is larger than %d bytes"
                        .formatted(environment.settings().messageBytesMax())));
  }

  private Grant grant(JwtAuthenticationToken token) {
    Instant expiresAt = token.getToken().getExpiresAt();
    if (expiresAt == null) {
      throw new IllegalStateException("a token without an end was let through");
    }
    return viewers.grant(token.getToken(), expiresAt);
  }

  private Mono<String> body(ServerHttpRequest request) {
    return DataBufferUtils.join(request.getBody(), environment.settings().messageBytesMax())
        .map(
            buffer -> {
              try {
                return buffer.toString(StandardCharsets.UTF_8);
              } finally {
                DataBufferUtils.release(buffer);
              }
            })
        .defaultIfEmpty("");
  }

  private Mono<Void> stream(ServerWebExchange exchange, Channel channel, Grant grant, String body) {
    OperationRequest request;
    try {
      request = OperationRequest.parse(body);
    } catch (InvalidMessageException e) {
      return refuse(
          exchange,
          HttpStatus.BAD_REQUEST,
          ErrorCode.INVALID_INPUT,
          String.valueOf(e.getMessage()));
    }
    HttpHeaders headers = exchange.getRequest().getHeaders();
    EventStream stream =
        new EventStream(
            channel,
            environment
                .registry()
                .client(
                    environment.clock().instant(),
                    headers.getOrigin(),
                    headers.getFirst(HttpHeaders.USER_AGENT)),
            grant,
            environment);
    CloseReason refusal = stream.open(request);
    if (refusal != null) {
      return refuse(exchange, refusal);
    }
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatus.OK);
    response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
    response.getHeaders().setCacheControl("no-store");
    response.getHeaders().set(NO_PROXY_BUFFER, "no");
    return response
        .writeAndFlushWith(
            stream.chunks().map(chunk -> Mono.just(response.bufferFactory().wrap(chunk))))
        .doFinally(_ -> stream.finished());
  }

  /** What would close a socket; a refusal here says the same by its status. */
  private Mono<Void> refuse(ServerWebExchange exchange, CloseReason reason) {
    environment.metrics().refused(reason);
    if (reason.cause() == CloseCause.USER_REVOKED) {
      return ProblemDocument.write(
          exchange.getResponse(), HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", reason.text());
    }
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return refuse(
        exchange,
        reason.cause() == CloseCause.USER_FULL
            ? HttpStatus.TOO_MANY_REQUESTS
            : HttpStatus.SERVICE_UNAVAILABLE,
        ErrorCode.LIMIT_EXCEEDED,
        reason.text());
  }

  private static Mono<Void> refuse(
      ServerWebExchange exchange, HttpStatus status, ErrorCode code, String detail) {
    return ProblemDocument.write(exchange.getResponse(), status, code.name(), detail);
  }
}
