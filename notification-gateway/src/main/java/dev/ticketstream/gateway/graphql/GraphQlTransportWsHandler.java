package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.CloseCause;
import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.Session;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** Connects a WebSocket to a {@link Session} of the {@code graphql-transport-ws} protocol. */
final class GraphQlTransportWsHandler implements WebSocketHandler {

  private static final Logger log = LoggerFactory.getLogger(GraphQlTransportWsHandler.class);
  private static final String SUBPROTOCOL = "graphql-transport-ws";

  private final SessionEnvironment environment;

  GraphQlTransportWsHandler(SessionEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of(SUBPROTOCOL);
  }

  @Override
  public Mono<Void> handle(WebSocketSession socket) {
    if (!SUBPROTOCOL.equals(socket.getHandshakeInfo().getSubProtocol())) {
      return socket.close(status(CloseReason.of(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE)));
    }
    HttpHeaders headers = socket.getHandshakeInfo().getHeaders();
    Session session =
        new Session(
            ChannelUpgradeStrategy.channelOf(socket),
            environment
                .registry()
                .client(
                    environment.clock().instant(),
                    headers.getOrigin(),
                    headers.getFirst(HttpHeaders.USER_AGENT)),
            reason -> sendClose(socket, reason),
            environment);
    session.open();
    return socket
        .receive()
        .map(this::inbound)
        .concatMap(inbound -> receive(session, inbound), 1)
        .onErrorResume(error -> receiveFailed(session, error))
        .doFinally(_ -> session.disconnected())
        .then();
  }

  private static void sendClose(WebSocketSession socket, CloseReason reason) {
    socket
        .close(status(reason))
        .subscribe(null, error -> log.debug("The client did not take the close frame", error));
  }

  private Mono<Void> receive(Session session, Inbound inbound) {
    return switch (inbound) {
      case Inbound.Text(String text) -> session.receive(text);
      case Inbound.Unreadable(CloseReason reason) -> Mono.fromRunnable(() -> session.close(reason));
      case Inbound.Pong() -> Mono.fromRunnable(session::receivePong);
    };
  }

  private Mono<Void> receiveFailed(Session session, Throwable error) {
    if (error instanceof TooLongFrameException) {
      session.close(tooLarge());
    } else {
      log.debug("A connection broke", error);
    }
    return Mono.empty();
  }

  /** What arrived, taken out of the buffer before that is given back. */
  private sealed interface Inbound {
    record Text(String text) implements Inbound {}

    record Unreadable(CloseReason reason) implements Inbound {}

    record Pong() implements Inbound {}
  }

  private Inbound inbound(WebSocketMessage message) {
    return switch (message.getType()) {
      case TEXT -> text(message.getPayload());
      case BINARY ->
          new Inbound.Unreadable(
              new CloseReason(CloseCode.BAD_REQUEST, "Only text messages are supported"));
      case PING, PONG -> new Inbound.Pong();
    };
  }

  private Inbound text(DataBuffer payload) {
    if (payload.readableByteCount() > environment.settings().messageBytesMax()) {
      return new Inbound.Unreadable(tooLarge());
    }
    byte[] bytes = new byte[payload.readableByteCount()];
    payload.read(bytes);
    try {
      return new Inbound.Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return new Inbound.Unreadable(new CloseReason(CloseCode.BAD_REQUEST, "Message is not UTF-8"));
    }
  }

  private CloseReason tooLarge() {
    return new CloseReason(
        CloseCause.MESSAGE_TOO_LARGE,
        "Message is larger than %d bytes".formatted(environment.settings().messageBytesMax()));
  }

  private static CloseStatus status(CloseReason reason) {
    return new CloseStatus(reason.code().code(), reason.text());
  }
}
