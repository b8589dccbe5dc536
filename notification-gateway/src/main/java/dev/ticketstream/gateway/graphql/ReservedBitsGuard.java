package dev.ticketstream.gateway.graphql;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Fails a connection on which a frame has a reserved bit that no agreed extension took, as RFC 6455
 * (5.2) demands. Reactor Netty lets Netty's decoder take such frames, compressed ones among them.
 */
final class ReservedBitsGuard extends ChannelInboundHandlerAdapter {

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
    } else {
      super.channelRead(context, message);
    }
  }
}
