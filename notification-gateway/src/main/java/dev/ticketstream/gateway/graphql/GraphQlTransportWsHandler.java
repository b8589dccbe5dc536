package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.PayloadCompressor;
import dev.ticketstream.gateway.wire.Session;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/** Connects a WebSocket to a {@link Session} of the {@code graphql-transport-ws} protocol. */
final class GraphQlTransportWsHandler implements WebSocketHandler {

  private static final String SUBPROTOCOL = "graphql-transport-ws";

  private final SessionEnvironment environment;
  private final PayloadCompressor compressor;

  /**
   * @param compressor for connections that agreed on compression
   */
  GraphQlTransportWsHandler(SessionEnvironment environment, PayloadCompressor compressor) {
    this.environment = environment;
    this.compressor = compressor;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of(SUBPROTOCOL);
  }

  /**
   * Hands the connection over to a session.
   *
   * @return completes when that is done; the session lives on
   */
  @Override
  public Mono<Void> handle(WebSocketSession socket) {
    Channel channel = ChannelUpgradeStrategy.channelOf(socket);
    HandshakeInfo handshake = socket.getHandshakeInfo();
    if (!SUBPROTOCOL.equals(handshake.getSubProtocol())) {
      CloseReason refusal = CloseReason.of(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE);
      environment.metrics().refused(refusal);
      sendClose(channel, refusal);
      return Mono.empty();
    }
    HttpHeaders headers = handshake.getHeaders();
    Session session =
        new Session(
            channel,
            environment
                .registry()
                .client(
                    environment.clock().instant(),
                    headers.getOrigin(),
                    headers.getFirst(HttpHeaders.USER_AGENT)),
            reason -> sendClose(channel, reason),
            environment,
            ChannelUpgradeStrategy.isCompressed(socket) ? compressor : null);
    channel
        .pipeline()
        .addBefore(
            NettyPipeline.ReactiveBridge,
            FrameReceiver.class.getName(),
            new FrameReceiver(session, environment.settings().messageBytesMax()));
    session.open();
    return Mono.empty();
  }

  private static void sendClose(Channel channel, CloseReason reason) {
    ChannelUpgradeStrategy.sendClose(
        channel, new WebSocketCloseStatus(reason.code().code(), reason.text()));
  }
}
