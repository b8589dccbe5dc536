package dev.ticketstream.gateway.graphql;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Upgrades to WebSocket and hands the handler the Netty channel: a session must know exactly how
 * many bytes its peer has not taken, and flush once for many frames, which {@link
 * WebSocketSession#send} hides.
 *
 * <p>What the handler returns completes when the handler has put itself into the channel's
 * pipeline, not when the connection ends. So nothing of the request lives as long as the socket:
 * Spring's way keeps the whole exchange with all that observes it for each idle connection.
 */
final class ChannelUpgradeStrategy extends ReactorNettyRequestUpgradeStrategy {

  private static final Logger log = LoggerFactory.getLogger(ChannelUpgradeStrategy.class);
  private static final String CHANNEL = "channel";
  private static final String COMPRESSED = "compressed";

  /**
   * Netty closes with 1009 by itself when a frame is longer than its own limit; that is set higher
   * than ours, so that clients see 4400 for a message that is too large but not outrageous. Frames
   * are joined up to our own limit only.
   */
  private static final int FRAME_LIMIT_FACTOR = 4;

  private final int messageBytesMax;
  private final boolean compression;

  /**
   * @param messageBytesMax largest message, in one frame or in fragments
   * @param compression whether clients that offer {@code permessage-deflate} get it. Reactor
   *     Netty's own would inflate without a limit, and compress for each connection.
   */
  ChannelUpgradeStrategy(int messageBytesMax, boolean compression) {
    super(
        () ->
            WebsocketServerSpec.builder()
                .maxFramePayloadLength(Math.multiplyExact(messageBytesMax, FRAME_LIMIT_FACTOR)));
    this.messageBytesMax = messageBytesMax;
    this.compression = compression;
  }

  /** Whether compression was agreed on for a session that this strategy made. */
  static boolean isCompressed(WebSocketSession session) {
    return Boolean.TRUE.equals(session.getAttributes().get(COMPRESSED));
  }

  /** The channel of a session that this strategy made. */
  static Channel channelOf(WebSocketSession session) {
    if (session.getAttributes().get(CHANNEL) instanceof Channel channel) {
      return channel;
    }
    throw new IllegalStateException("the session was not made by " + ChannelUpgradeStrategy.class);
  }

  /** The channel that a request came from. */
  static Channel channelOf(ServerWebExchange exchange) {
    ChannelOperations<?, ?> operations =
        ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    return operations.channel();
  }

  /** Sends a close frame, unless one was sent before, and closes the channel behind it. */
  static void sendClose(Channel channel, WebSocketCloseStatus status) {
    if (ChannelOperations.get(channel) instanceof WebsocketOutbound socket) {
      socket
          .sendClose(status.code(), status.reasonText())
          .subscribe(null, error -> log.debug("The client did not take the close frame", error));
    }
  }

  @Override
  public Mono<Void> upgrade(
      ServerWebExchange exchange,
      WebSocketHandler handler,
      @Nullable String subProtocol,
      Supplier<HandshakeInfo> handshakeInfoFactory) {
    Channel channel = channelOf(exchange);
    boolean compressed = compression && acceptCompression(exchange);
    // On any other thread Reactor Netty 1.3.6 hands the channel over too late, now and then, and
    // drops a message that the client sends immediately after the handshake.
    return super.upgrade(
            exchange,
            session -> {
              session.getAttributes().put(CHANNEL, channel);
              session.getAttributes().put(COMPRESSED, compressed);
              channel
                  .pipeline()
                  .addBefore(
                      NettyPipeline.ReactiveBridge,
                      FrameGuard.class.getName(),
                      new FrameGuard(messageBytesMax, compressed));
              forgetHeaders(exchange);
              // Without the request's context, which whoever is subscribed to keeps.
              handler.handle(session).subscribe(null, error -> failed(channel, error));
              return Mono.never();
            },
            subProtocol,
            handshakeInfoFactory)
        .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
  }

  private static boolean acceptCompression(ServerWebExchange exchange) {
    String accepted =
        PerMessageDeflate.accept(
            exchange.getRequest().getHeaders().getOrEmpty(PerMessageDeflate.HEADER));
    if (accepted == null) {
      return false;
    }
    exchange.getResponse().getHeaders().set(PerMessageDeflate.HEADER, accepted);
    return true;
  }

  /** Reactor Netty keeps them with the connection, and reads them no more. */
  private static void forgetHeaders(ServerWebExchange exchange) {
    HttpServerResponse response =
        ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    response.responseHeaders().clear();
    HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
    request.requestHeaders().clear();
  }

  private static void failed(Channel channel, Throwable error) {
    log.error("A handler did not take a WebSocket", error);
    var _ = channel.close();
  }
}
