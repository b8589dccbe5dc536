package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * What waits to be written to one connection. Any thread may offer; the event loop writes all that
 * is there and flushes once. A byte counts as waiting until the socket took it, so a peer that does
 * not read shows here. The queue itself refuses nothing: who produces asks {@link #isOverBound()}
 * before producing more, and who stays over the bound for too long is reported as slow.
 */
final class OutboundQueue {

  private final Channel channel;
  private final SessionSettings settings;
  private final SessionMetrics metrics;
  private final Runnable onRelief;
  private final Runnable onSlowConsumer;
  private final Queue<Frame> frames = Queues.<Frame>unboundedMultiproducer().get();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicLong bytes = new AtomicLong();
  private @Nullable ScheduledFuture<?> slowCheck;

  /**
   * @param onRelief called on the event loop when the queue falls to its bound again
   * @param onSlowConsumer called on the event loop when it was over its bound for too long
   */
  OutboundQueue(
      Channel channel,
      SessionSettings settings,
      SessionMetrics metrics,
      Runnable onRelief,
      Runnable onSlowConsumer) {
    this.channel = channel;
    this.settings = settings;
    this.metrics = metrics;
    this.onRelief = onRelief;
    this.onSlowConsumer = onSlowConsumer;
  }

  private record Frame(ByteBuf content, BooleanSupplier wanted) {}

  /** Queues a frame. */
  void offer(ByteBuf content) {
    offer(content, () -> true);
  }

  /**
   * Queues a frame that may become pointless before it is written.
   *
   * @param wanted asked on the event loop, immediately before writing
   */
  void offer(ByteBuf content, BooleanSupplier wanted) {
    add(content.readableBytes());
    frames.offer(new Frame(content, wanted));
    if (scheduled.compareAndSet(false, true)) {
      channel.eventLoop().execute(this::flush);
    }
  }

  /** Whether more bytes wait than should. */
  boolean isOverBound() {
    return bytes.get() > settings.outboundBytesMax();
  }

  /** Writes everything that was offered. Only for the event loop. */
  void flush() {
    scheduled.set(false);
    boolean written = false;
    for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
      int length = frame.content().readableBytes();
      if (!frame.wanted().getAsBoolean()) {
        frame.content().release();
        remove(length);
        continue;
      }
      written = true;
      metrics.frameSent(length);
      channel.write(new TextWebSocketFrame(frame.content())).addListener(_ -> remove(length));
    }
    if (written) {
      channel.flush();
    }
    if (isOverBound() && slowCheck == null) {
      slowCheck =
          channel
              .eventLoop()
              .schedule(
                  onSlowConsumer, settings.slowConsumerTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void add(int length) {
    bytes.addAndGet(length);
    metrics.queued(length);
  }

  private void remove(int length) {
    long now = bytes.addAndGet(-length);
    metrics.queued(-length);
    long bound = settings.outboundBytesMax();
    if (now <= bound && now + length > bound) {
      if (slowCheck != null) {
        slowCheck.cancel(false);
        slowCheck = null;
      }
      onRelief.run();
    }
  }
}
