package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection. Any thread may offer; the event loop's {@link
 * LoopWriter} writes. A byte counts as waiting until the socket took it, so a peer that does not
 * read shows here. The queue itself refuses nothing: who produces asks {@link #hasRoom()} before
 * producing more, and who stays over the bound for too long is reported as slow.
 */
final class OutboundQueue implements FrameTarget {

  private static final AtomicLongFieldUpdater<OutboundQueue> OFFERED =
      AtomicLongFieldUpdater.newUpdater(OutboundQueue.class, "offeredBytes");
  private static final AtomicLongFieldUpdater<OutboundQueue> TAKEN =
      AtomicLongFieldUpdater.newUpdater(OutboundQueue.class, "takenBytes");
  private static final AtomicLongFieldUpdater<OutboundQueue> UNSENT =
      AtomicLongFieldUpdater.newUpdater(OutboundQueue.class, "unsentBytes");

  private final Channel channel;
  private final LoopWriter writer;
  private final SessionSettings settings;
  private final FrameFormat format;
  private final Runnable onSlowConsumer;

  /** All bytes ever offered. */
  private volatile long offeredBytes;

  /** Of these, what the event loop has taken up, and of this what the socket has not taken. */
  private volatile long takenBytes;

  private volatile long unsentBytes;
  private volatile long lastWrittenMillis;

  /** The operation that is sent to together with those of other connections; guarded by this. */
  private volatile @Nullable MulticastTarget multicast;

  /** Who waits for room, and what is to be run then; made when the first one does. */
  private volatile @Nullable RoomWaiters waiters;

  // Of the event loop.
  private @Nullable ChannelHandlerContext encoder;
  private final RoundShare share = new RoundShare();
  private @Nullable ScheduledFuture<?> slowCheck;

  /**
   * @param format how the peer takes frames
   * @param onSlowConsumer called on the event loop when it was over its bound for too long
   */
  OutboundQueue(
      Channel channel,
      LoopWriter writer,
      SessionSettings settings,
      FrameFormat format,
      Runnable onSlowConsumer) {
    this.channel = channel;
    this.writer = writer;
    this.settings = settings;
    this.format = format;
    this.onSlowConsumer = onSlowConsumer;
  }

  @Override
  public OutboundQueue queue() {
    return this;
  }

  @Override
  public byte[] prefix() {
    return NOTHING;
  }

  @Override
  public boolean isWanted() {
    return true;
  }

  /** Queues a message. */
  void offer(EncodedPayload message) {
    offer(this, message);
  }

  /**
   * Gives an operation the connection's place among those that are sent to together: one at a time,
   * and none while the socket has not taken everything.
   */
  synchronized boolean claimMulticast(MulticastTarget operation) {
    if (unsentBytes > 0) {
      return false;
    }
    if (multicast == null) {
      multicast = operation;
    }
    return multicast == operation;
  }

  /** Frees that place, if it is this operation's. */
  synchronized void releaseMulticast(MulticastTarget operation) {
    if (multicast == operation) {
      multicast = null;
    }
  }

  /** Sends to operations that have claimed their connection's place. */
  Multicast multicast() {
    return writer;
  }

  /** Queues a frame. */
  void offer(FrameTarget target, EncodedPayload payload) {
    int length = format.length(target.prefix(), payload);
    OFFERED.addAndGet(this, length);
    writer.offer(target, payload, length);
  }

  /** Queues a frame that is handed over with those for others; see {@link LoopWriter#collect}. */
  void collect(FrameTarget target, EncodedPayload payload) {
    int length = format.length(target.prefix(), payload);
    if (OFFERED.addAndGet(this, length) - takenBytes > settings.outboundBytesMax() / 2) {
      writer.press();
    }
    writer.collect(target, payload, length);
  }

  FrameFormat format() {
    return format;
  }

  /** Whether more bytes wait than should. */
  boolean isOverBound() {
    return waitingBytes() > settings.outboundBytesMax();
  }

  /** Whether more should be offered. */
  boolean hasRoom() {
    return !isOverBound() && (unsentBytes == 0 || !writer.outbound().isOverBound());
  }

  /**
   * Runs an action when there is room; at once if there is.
   *
   * @param waiter who waits; an earlier action of the same that was not run is replaced
   * @param action short; runs on any thread
   */
  void whenRoom(FrameTarget waiter, Runnable action) {
    RoomWaiters known = waiters;
    if (known == null) {
      synchronized (this) {
        known = waiters;
        if (known == null) {
          known = new RoomWaiters();
          waiters = known;
        }
      }
    }
    known.put(waiter, action);
    relieve();
  }

  /** Forgets the action of one that waits no longer. */
  void forget(FrameTarget waiter) {
    RoomWaiters known = waiters;
    if (known != null) {
      known.remove(waiter);
    }
  }

  /** Bytes that wait. */
  long waitingBytes() {
    return offeredBytes - takenBytes + unsentBytes;
  }

  /** How many wait for room. */
  int waiters() {
    RoomWaiters known = waiters;
    return known == null ? 0 : known.size();
  }

  /** When something was last written, {@code null} if nothing was. */
  @Nullable Instant lastWrittenAt() {
    long at = lastWrittenMillis;
    return at == 0 ? null : Instant.ofEpochMilli(at);
  }

  /** The connection's event loop. */
  EventLoop eventLoop() {
    return channel.eventLoop();
  }

  /** Writes everything that was offered. Only for the event loop. */
  void flush() {
    writer.run();
  }

  /** Notes that a frame will not be written. Only for the event loop. */
  void dropped(int length) {
    TAKEN.addAndGet(this, length);
    relieve();
  }

  /** What it has of the present round. Only for the event loop. */
  RoundShare share() {
    return share;
  }

  /** Where the connection's buffers come from. */
  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  /**
   * Sends the round's frames on their way. Only for the event loop.
   *
   * @param frames all of them, the queue's from now on
   */
  void flushRound(ByteBuf frames) {
    ChannelHandlerContext context = encoder();
    if (context == null) {
      frames.release();
      abandonRound();
    } else {
      flush(frames, context);
    }
  }

  private void flush(ByteBuf memory, ChannelHandlerContext context) {
    int length = share.bytes();
    unsent(length);
    endRound();
    lastWrittenMillis = System.currentTimeMillis();
    // From the encoder's place on, since these are frames already: TLS, if any, comes after it.
    context.write(memory).addListener(_ -> sent(length));
    context.flush();
    MulticastTarget operation = multicast;
    if (operation != null && unsentBytes > 0) {
      // From now on it is looked for each result whether there is room.
      operation.behind();
    }
    if (isOverBound() && slowCheck == null) {
      slowCheck =
          channel
              .eventLoop()
              .schedule(
                  onSlowConsumer, settings.slowConsumerTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Drops the round's frames, and the connection, which would miss them. */
  void abandonRound() {
    endRound();
    var _ = channel.close();
  }

  private void endRound() {
    TAKEN.addAndGet(this, share.takenBytes());
    share.clear();
  }

  private @Nullable ChannelHandlerContext encoder() {
    ChannelHandlerContext known = encoder;
    if (known == null) {
      known = channel.pipeline().context(WebSocketFrameEncoder.class);
      encoder = known;
    }
    return known;
  }

  private void unsent(long change) {
    UNSENT.addAndGet(this, change);
    writer.outbound().unsent(change);
  }

  private void sent(int length) {
    unsent(-length);
    if (slowCheck != null && !isOverBound()) {
      slowCheck.cancel(false);
      slowCheck = null;
    }
    relieve();
  }

  /** Whoever adds a waiter or makes room afterwards calls this, so no waiter is forgotten. */
  private void relieve() {
    RoomWaiters known = waiters;
    if (known != null && !known.isEmpty() && hasRoom()) {
      known.run();
    }
  }
}
