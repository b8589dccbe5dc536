package dev.ticketstream.gateway.wire;

import io.netty.channel.Channel;
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
import reactor.util.concurrent.Queues;

/**
 * What waits to be written to an event stream. Any thread may offer; the event loop writes, as much
 * at a time as has arrived, and only while the socket takes it.
 */
final class StreamOutput {

  private static final int CHUNK_BYTES = 32 * 1024;

  private final Channel channel;
  private final Clock clock;
  private final long bytesMax;
  private final Runnable drain;
  private final Queue<Event> waiting = Queues.<Event>unboundedMultiproducer().get();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private final AtomicReference<@Nullable Runnable> whenRoom = new AtomicReference<>();
  private final Sinks.Many<byte[]> out = Sinks.many().unicast().onBackpressureBuffer();
  private volatile long lastWrittenMillis;

  /**
   * @param bytesMax bytes that may wait
   * @param drain called on the event loop when something was offered; is to call {@link #write}
   */
  StreamOutput(Channel channel, Clock clock, long bytesMax, Runnable drain) {
    this.channel = channel;
    this.clock = clock;
    this.bytesMax = bytesMax;
    this.drain = drain;
  }

  private record Event(byte[] before, byte[] json, byte[] after) {
    int length() {
      return before.length + json.length + after.length;
    }
  }

  /** The pieces, each to be flushed; to be subscribed to once. */
  Flux<byte[]> chunks() {
    return out.asFlux();
  }

  /** Queues three pieces that belong together; nothing is copied yet. */
  void offer(byte[] before, byte[] json, byte[] after) {
    Event event = new Event(before, json, after);
    waitingBytes.addAndGet(event.length());
    waiting.offer(event);
    if (drainScheduled.compareAndSet(false, true)) {
      channel.eventLoop().execute(this::scheduled);
    }
  }

  private void scheduled() {
    drainScheduled.set(false);
    drain.run();
  }

  /** Writes what waits, as far as the socket takes it. Only for the event loop. */
  void write() {
    while (!waiting.isEmpty() && channel.isWritable()) {
      ByteArrayOutputStream chunk = new ByteArrayOutputStream();
      for (Event event = waiting.poll(); event != null; event = waiting.poll()) {
        chunk.writeBytes(event.before());
        chunk.writeBytes(event.json());
        chunk.writeBytes(event.after());
        waitingBytes.addAndGet(-event.length());
        if (chunk.size() >= CHUNK_BYTES) {
          break;
        }
      }
      emit(chunk.toByteArray());
    }
    relieve();
  }

  /** Writes what waits if it can, then this, and then nothing more. Only for the event loop. */
  void end(byte[] last) {
    write();
    emit(last);
    out.tryEmitComplete();
  }

  private void emit(byte[] chunk) {
    lastWrittenMillis = clock.millis();
    out.tryEmitNext(chunk);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean hasRoom() {
    return waitingBytes.get() <= bytesMax;
  }

  /** Runs an action when there is room, instead of an earlier one; at once if there is. */
  void whenRoom(Runnable action) {
    whenRoom.set(action);
    relieve();
  }

  boolean isAwaited() {
    return whenRoom.get() != null;
  }

  long waitingBytes() {
    return waitingBytes.get();
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
