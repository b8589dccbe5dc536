package dev.ticketstream.gateway.graphql;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Keeps two rules of RFC 6455 that Reactor Netty leaves open.
 *
 * <p>A frame with a reserved bit that no agreed extension took fails the connection (5.2); Netty's
 * decoder would take it, and compressed ones as if they were text.
 *
 * <p>Pings are answered only as far as the client reads the answers (5.5.3 lets one leave all but
 * the newest out): otherwise a client that pings and does not read fills the memory.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

  private boolean failed;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (failed) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof WebSocketFrame frame && frame.rsv() != 0) {
      frame.release();
      failed = true;
      var _ =
          context
              .writeAndFlush(
                  new CloseWebSocketFrame(
                      WebSocketCloseStatus.PROTOCOL_ERROR, "Reserved bits without an extension"))
              .addListener(ChannelFutureListener.CLOSE);
    } else if (message instanceof PingWebSocketFrame ping && !context.channel().isWritable()) {
      ping.release();
    } else {
      super.channelRead(context, message);
    }
  }
}
