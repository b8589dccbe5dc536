package dev.ticketstream.gateway.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final @Nullable PayloadCompressor compressor;
  private final Runnable onSlowConsumer;

  /** All bytes ever offered. */
  private volatile long offeredBytes;

  /** Of these, what the event loop has taken up, and of this what the socket has not taken. */
  private volatile long takenBytes;

  private volatile long unsentBytes;
  private volatile long lastWrittenMillis;

  /** Who waits for room, and what is to be run then; made when the first one does. */
  private volatile @Nullable Map<FrameTarget, Runnable> waiters;

  // Of the event loop.
  private @Nullable ChannelHandlerContext encoder;
  private @Nullable ByteBuf roundMemory;
  private @Nullable ByteBuf roundBuffer;
  private int roundBytes;
  private int roundFrames;
  private int roundPlace;
  private @Nullable ScheduledFuture<?> slowCheck;

  /**
   * @param compressor compresses results; {@code null} if the peer takes none compressed
   * @param onSlowConsumer called on the event loop when it was over its bound for too long
   */
  OutboundQueue(
      Channel channel,
      LoopWriter writer,
      SessionSettings settings,
      @Nullable PayloadCompressor compressor,
      Runnable onSlowConsumer) {
    this.channel = channel;
    this.writer = writer;
    this.settings = settings;
    this.compressor = compressor;
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

  /** Queues a frame. */
  void offer(FrameTarget target, EncodedPayload payload) {
    int length = frameLength(target.prefix(), payload);
    OFFERED.addAndGet(this, length);
    writer.offer(target, payload, length);
  }

  /** Queues a frame that is handed over with those for others; see {@link LoopWriter#collect}. */
  void collect(FrameTarget target, EncodedPayload payload) {
    int length = frameLength(target.prefix(), payload);
    if (OFFERED.addAndGet(this, length) - takenBytes > settings.outboundBytesMax() / 2) {
      writer.press();
    }
    writer.collect(target, payload, length);
  }

  /** How many bytes a frame has here. Compresses the payload if nobody has before. */
  int frameLength(byte[] prefix, EncodedPayload payload) {
    byte[] blocks = compressed(prefix, payload);
    return blocks.length == 0
        ? TextFrames.frameLength(prefix, payload)
        : CompressedFrames.frameLength(prefix, blocks);
  }

  /** Whether results are compressed. */
  boolean isCompressing() {
    return compressor != null;
  }

  /** The payload's blocks; empty if it is to be sent as it is. */
  private byte[] compressed(byte[] prefix, EncodedPayload payload) {
    // Whole messages are small, and each goes to one connection only.
    return compressor == null || prefix.length == 0 ? NOTHING : payload.compressed(compressor);
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
    Map<FrameTarget, Runnable> actions = waiters;
    if (actions == null) {
      synchronized (this) {
        actions = waiters;
        if (actions == null) {
          actions = new ConcurrentHashMap<>();
          waiters = actions;
        }
      }
    }
    actions.put(waiter, action);
    relieve();
  }

  /** Forgets the action of one that waits no longer. */
  void forget(FrameTarget waiter) {
    Map<FrameTarget, Runnable> actions = waiters;
    if (actions != null) {
      actions.remove(waiter);
    }
  }

  /** Bytes that wait. */
  long waitingBytes() {
    return offeredBytes - takenBytes + unsentBytes;
  }

  /** How many wait for room. */
  int waiters() {
    Map<FrameTarget, Runnable> actions = waiters;
    return actions == null ? 0 : actions.size();
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

  /**
   * Announces a frame of this round; only for the event loop.
   *
   * @return whether it is the round's first
   */
  boolean count(int length) {
    roundBytes += length;
    return ++roundFrames == 1;
  }

  /**
   * Gives this round's frames places beside each other. Only for the event loop.
   *
   * @param from the first place
   * @return the place behind the last
   */
  int placeRound(int from) {
    roundPlace = from;
    return from + roundFrames;
  }

  /** The place of the round's next frame. Only for the event loop. */
  int nextPlace() {
    return roundPlace++;
  }

  /** How many frames the round has. Only for the event loop. */
  int roundFrames() {
    return roundFrames;
  }

  /** The place behind the last frame, when all have been given theirs. Only for the event loop. */
  int endOfRound() {
    return roundPlace;
  }

  /** Makes room for the round's frames. Only for the event loop. */
  void beginRound() {
    ByteBuf memory = channel.alloc().directBuffer(roundBytes, roundBytes);
    roundMemory = memory;
    // A pooled buffer makes an object each time that an array is put into it; this one does not.
    roundBuffer = Unpooled.wrappedBuffer(memory.internalNioBuffer(0, roundBytes)).clear();
  }

  /** Adds an announced frame to the round that has begun. Only for the event loop. */
  void append(byte[] prefix, EncodedPayload payload) {
    ByteBuf buffer = requireNonNull(roundBuffer);
    byte[] blocks = compressed(prefix, payload);
    if (blocks.length == 0) {
      TextFrames.write(buffer, prefix, payload);
    } else {
      CompressedFrames.write(buffer, prefix, blocks);
    }
  }

  /** Sends the round's frames on their way. Only for the event loop. */
  void flushRound() {
    ByteBuf memory = roundMemory;
    ChannelHandlerContext context = encoder();
    if (memory == null || context == null) {
      abandonRound();
      return;
    }
    int length = roundBytes;
    memory.writerIndex(requireNonNull(roundBuffer).writerIndex());
    roundMemory = null;
    roundBuffer = null;
    roundBytes = 0;
    roundFrames = 0;
    unsent(length);
    TAKEN.addAndGet(this, length);
    lastWrittenMillis = System.currentTimeMillis();
    // From the encoder's place on, since these are frames already: TLS, if any, comes after it.
    context.write(memory).addListener(_ -> sent(length));
    context.flush();
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
    ByteBuf memory = roundMemory;
    if (memory != null) {
      memory.release();
      roundMemory = null;
      roundBuffer = null;
    }
    TAKEN.addAndGet(this, roundBytes);
    roundBytes = 0;
    roundFrames = 0;
    var _ = channel.close();
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
    Map<FrameTarget, Runnable> actions = waiters;
    if (actions == null || actions.isEmpty() || !hasRoom()) {
      return;
    }
    // Those that come to wait meanwhile look for themselves.
    for (FrameTarget waiter : actions.keySet().toArray(new FrameTarget[0])) {
      Runnable action = actions.remove(waiter);
      if (action != null) {
        action.run();
      }
    }
  }
}
