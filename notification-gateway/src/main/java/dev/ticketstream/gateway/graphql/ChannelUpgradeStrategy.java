package dev.ticketstream.gateway.graphql;

import io.netty.channel.Channel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Upgrades to WebSocket and hands the session its Netty channel: a session must know exactly how
 * many bytes its peer has not taken, and flush once for many frames, which {@link
 * WebSocketSession#send} hides.
 */
final class ChannelUpgradeStrategy extends ReactorNettyRequestUpgradeStrategy {

  private static final String CHANNEL = "channel";

  /**
   * Netty closes with 1009 by itself when a frame is longer than its own limit; that is set higher
   * than ours, so that clients see 4400 for a message that is too large but not outrageous.
   */
  private static final int FRAME_LIMIT_FACTOR = 4;

  ChannelUpgradeStrategy(int messageBytesMax) {
    super(
        () ->
            WebsocketServerSpec.builder()
                .maxFramePayloadLength(Math.multiplyExact(messageBytesMax, FRAME_LIMIT_FACTOR)));
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

  @Override
  public Mono<Void> upgrade(
      ServerWebExchange exchange,
      WebSocketHandler handler,
      @Nullable String subProtocol,
      Supplier<HandshakeInfo> handshakeInfoFactory) {
    Channel channel = channelOf(exchange);
    // On any other thread Reactor Netty 1.3.6 hangs its frame receiver in too late, now and then,
    // and drops a message that the client sends immediately after the handshake.
    return super.upgrade(
            exchange,
            session -> {
              session.getAttributes().put(CHANNEL, channel);
              channel
                  .pipeline()
                  .addBefore(
                      NettyPipeline.ReactiveBridge, FrameGuard.class.getName(), new FrameGuard());
              return handler.handle(session);
            },
            subProtocol,
            handshakeInfoFactory)
        .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
  }
}
