package dev.ticketstream.gateway.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;

/** Stands for a socket that takes nothing while it is told not to. */
public final class HeldWrites extends ChannelOutboundHandlerAdapter {

  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean stalled;

  /** Takes nothing from now on, or all that was held and what comes. */
  public void stall(boolean stall) {
    stalled = stall;
    while (!stalled && !held.isEmpty()) {
      held.remove().run();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (stalled) {
      held.add(() -> context.writeAndFlush(message, promise));
    } else {
      context.write(message, promise);
    }
  }
}
