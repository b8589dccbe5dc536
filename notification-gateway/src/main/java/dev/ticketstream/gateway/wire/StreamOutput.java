package dev.ticketstream.gateway.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.NettyPipeline;
import reactor.util.concurrent.Queues;

/**
 * What waits to be written to an event stream. Any thread may offer; the event loop writes a piece
 * when the socket has taken the one before, made of what has arrived meanwhile. A byte counts as
 * waiting until then, here and in the total of all connections.
 */
final class StreamOutput {

  private static final int CHUNK_BYTES = 32 * 1024;

  private final Channel channel;
  private final Clock clock;
  private final OutboundTotal total;
  private final long bytesMax;
  private final Runnable drain;
  private final Queue<StreamEvent> waiting = Queues.<StreamEvent>unboundedMultiproducer().get();
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private final AtomicReference<@Nullable Runnable> whenRoom = new AtomicReference<>();
  private final Sinks.Many<byte[]> out = Sinks.many().unicast().onBackpressureBuffer();

  /** All bytes ever offered. */
  private final AtomicLong offeredBytes = new AtomicLong();

  /** Of these, what the socket has taken or nobody will write. Of the event loop. */
  private final AtomicLong goneBytes = new AtomicLong();

  private volatile long lastWrittenMillis;

  // Of the event loop.
  private long queuedBytes;
  private boolean writing;
  private boolean lastTaken;
  private boolean closed;

  /**
   * @param total where the same is counted for all connections
   * @param bytesMax bytes that may wait
   * @param drain called on the event loop when something was offered or taken; is to call {@link
   *     #write}
   */
  StreamOutput(Channel channel, Clock clock, OutboundTotal total, long bytesMax, Runnable drain) {
    this.channel = channel;
    this.clock = clock;
    this.total = total;
    this.bytesMax = bytesMax;
    this.drain = drain;
  }

  /** The pieces, each to be flushed; to be subscribed to once. */
  Flux<byte[]> chunks() {
    return out.asFlux();
  }

  /** Queues an event; nothing is copied yet. */
  void offer(StreamEvent event) {
    offeredBytes.addAndGet(event.length());
    total.handedOver(event.length());
    waiting.offer(event);
    if (drainScheduled.compareAndSet(false, true)) {
      channel.eventLoop().execute(this::scheduled);
    }
  }

  private void scheduled() {
    drainScheduled.set(false);
    takeUp();
    if (closed) {
      drop();
    } else {
      drain.run();
    }
  }

  /** From now on what was offered waits for the socket, not for the event loop. */
  private void takeUp() {
    long offered = offeredBytes.get();
    total.queued(offered - queuedBytes);
    queuedBytes = offered;
  }

  /** Writes what waits, unless the socket is still to take something. Only for the event loop. */
  void write() {
    takeUp();
    if (lastTaken) {
      drop();
    }
    if (writing || waiting.isEmpty()) {
      return;
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    int events = 0;
    while (chunk.size() < CHUNK_BYTES) {
      StreamEvent event = waiting.poll();
      if (event == null) {
        break;
      }
      chunk.writeBytes(event.before());
      chunk.writeBytes(event.json());
      chunk.writeBytes(event.after());
      events++;
      if (event.isLast()) {
        lastTaken = true;
        drop();
        break;
      }
    }
    int length = chunk.size();
    writing = true;
    emit(chunk.toByteArray());
    total.streamed(events, length);
    whenTaken(() -> taken(length));
  }

  /**
   * Nothing tells a publisher when what it published was taken, and Reactor Netty takes it long
   * before. So an empty buffer goes after it, past HTTP's encoder: its turn comes when all that was
   * written before it is gone.
   */
  private void whenTaken(Runnable action) {
    ChannelHandlerContext codec = channel.pipeline().context(NettyPipeline.HttpCodec);
    if (codec == null) {
      // The connection is gone.
      action.run();
    } else {
      codec.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> action.run());
    }
  }

  private void taken(int length) {
    writing = false;
    gone(length);
    if (!closed) {
      relieve();
      drain.run();
    }
  }

  /**
   * Writes what waits if it can, then this, and then nothing more. Only for the event loop.
   *
   * @param last small, and not counted
   */
  void end(byte[] last) {
    write();
    close();
    emit(last);
    out.tryEmitComplete();
  }

  /** Forgets what waits, and all that is offered from now on. Only for the event loop. */
  void close() {
    closed = true;
    takeUp();
    drop();
  }

  private void drop() {
    int events = 0;
    int bytes = 0;
    for (StreamEvent event = waiting.poll(); event != null; event = waiting.poll()) {
      events++;
      bytes += event.length();
    }
    gone(bytes);
    total.dropped(events);
  }

  private void gone(long bytes) {
    goneBytes.addAndGet(bytes);
    total.unsent(-bytes);
  }

  private void emit(byte[] chunk) {
    lastWrittenMillis = clock.millis();
    out.tryEmitNext(chunk);
  }

  /** Whether all that was offered is written, if not taken. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether more bytes wait than should. */
  boolean isOverBound() {
    return waitingBytes() > bytesMax;
  }

  /** Whether more should be offered. */
  boolean hasRoom() {
    return !isOverBound() && (waitingBytes() == 0 || !total.isOverBound());
  }

  /** Runs an action when there is room, instead of an earlier one; at once if there is. */
  void whenRoom(Runnable action) {
    whenRoom.set(action);
    relieve();
  }

  boolean isAwaited() {
    return whenRoom.get() != null;
  }

  /** Bytes that the socket has not taken. */
  long waitingBytes() {
    return offeredBytes.get() - goneBytes.get();
  }

  /** Bytes that the socket has taken since the beginning; tells whether it does. */
  long takenBytes() {
    return goneBytes.get();
  }

  /** When something was last written, {@code null} if nothing was. */
  @Nullable Instant lastWrittenAt() {
    long at = lastWrittenMillis;
    return at == 0 ? null : Instant.ofEpochMilli(at);
  }

  private void relieve() {
    if (hasRoom()) {
      Runnable action = whenRoom.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
  }
}
