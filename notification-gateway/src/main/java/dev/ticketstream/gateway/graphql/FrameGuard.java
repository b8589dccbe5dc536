package dev.ticketstream.gateway.graphql;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Keeps two rules of RFC 6455 that Reactor Netty leaves open.
 *
 * <p>A frame with a reserved bit that no agreed extension took fails the connection (5.2); Netty's
 * decoder would take it, and compressed ones as if they were text. Where compression was agreed on,
 * a message's first frame may have the first of these bits (RFC 7692, 6).
 *
 * <p>Of the pings that came at once only the newest is answered, and only while the client reads
 * the answers (5.5.3 lets one leave the others out): otherwise a client could have a system call
 * for every six bytes that it sends, and fill the memory by not reading.
 *
 * <p>It also has fragments joined, by a handler that comes with the first one: most clients never
 * send any. They may have no more together than a message in one frame; Netty's handler sees that
 * only when it adds one to another, so a fragment that is too long by itself is found here.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

  /** What those behind this handler are told. */
  enum Event {
    /** The connection is being closed with 1002. */
    PROTOCOL_ERROR
  }

  private final int messageBytesMax;
  private final boolean compression;
  private boolean failed;
  private @Nullable PingWebSocketFrame unanswered;
  private boolean joins;

  /**
   * @param messageBytesMax largest message in fragments; longer ones are a {@link
   *     TooLongFrameException} as soon as they are
   * @param compression whether it was agreed on
   */
  FrameGuard(int messageBytesMax, boolean compression) {
    this.messageBytesMax = messageBytesMax;
    this.compression = compression;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (failed) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof WebSocketFrame frame
        && frame.rsv() != 0
        && !isCompressed(frame)) {
      frame.release();
      failed = true;
      context.fireUserEventTriggered(Event.PROTOCOL_ERROR);
      var _ =
          context
              .writeAndFlush(
                  new CloseWebSocketFrame(
                      WebSocketCloseStatus.PROTOCOL_ERROR, "Reserved bits without an extension"))
              .addListener(ChannelFutureListener.CLOSE);
    } else if (message instanceof PingWebSocketFrame ping) {
      leaveOut();
      unanswered = ping;
    } else {
      if (message instanceof CloseWebSocketFrame) {
        // Nothing may be sent after the answer to this one.
        answer(context);
      } else if (message instanceof WebSocketFrame frame && !frame.isFinalFragment()) {
        if (frame.content().readableBytes() > messageBytesMax) {
          frame.release();
          failed = true;
          throw new TooLongFrameException("a fragment is longer than a message may be");
        }
        join(context);
      }
      super.channelRead(context, message);
    }
  }

  private void join(ChannelHandlerContext context) {
    if (!joins) {
      joins = true;
      context
          .pipeline()
          .addAfter(
              context.name(),
              NettyPipeline.WsFrameAggregator,
              new WebSocketFrameAggregator(messageBytesMax));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    answer(context);
    super.channelReadComplete(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    leaveOut();
    super.channelInactive(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    leaveOut();
  }

  private void answer(ChannelHandlerContext context) throws Exception {
    PingWebSocketFrame ping = unanswered;
    if (ping != null && context.channel().isWritable()) {
      unanswered = null;
      super.channelRead(context, ping);
    } else {
      leaveOut();
    }
  }

  private boolean isCompressed(WebSocketFrame frame) {
    return compression
        && frame.rsv() == WebSocketExtension.RSV1
        && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame);
  }

  private void leaveOut() {
    PingWebSocketFrame ping = unanswered;
    unanswered = null;
    if (ping != null) {
      ping.release();
    }
  }
}
