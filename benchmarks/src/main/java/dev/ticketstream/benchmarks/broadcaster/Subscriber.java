package dev.ticketstream.benchmarks.broadcaster;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of graphql-transport-ws for a client to subscribe; checks nothing. */
final class Subscriber extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  private static final Pattern TYPE = Pattern.compile("\"type\":\"(\\w+)\"");

  private final Subscribers subscribers;

  Subscriber(Subscribers subscribers) {
    this.subscribers = subscribers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    Matcher type = TYPE.matcher(frame.text());
    switch (type.find() ? type.group(1) : "") {
      case "connection_init" ->
          context.writeAndFlush(new TextWebSocketFrame("{\"type\":\"connection_ack\"}"));
      case "subscribe" -> subscribers.add(context.channel());
      case "ping" -> context.writeAndFlush(new TextWebSocketFrame("{\"type\":\"pong\"}"));
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    subscribers.remove(context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A client that is gone; the log would only cost time.
    context.close();
  }
}
