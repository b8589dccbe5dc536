package dev.ticketstream.gateway.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits for all connections together, and what was written. Told once a round or flush, never
 * once a frame.
 */
final class OutboundTotal {

  private final long unsentBytesMax;
  private final AtomicLong unsentBytes = new AtomicLong();
  private final LongAdder handedOverBytes = new LongAdder();
  private final Counter framesSent;
  private final Counter framesDropped;
  private final Counter bytesSent;
  private final Counter bytesSaved;
  private final Counter rounds;
  private final Counter flushes;
  private final Counter overruns;

  /**
   * @param unsentBytesMax bytes that may be in buffers which sockets have not taken
   */
  OutboundTotal(MeterRegistry registry, long unsentBytesMax) {
    this.unsentBytesMax = unsentBytesMax;
    Gauge.builder("ticketstream.gateway.queue.bytes", this, OutboundTotal::waitingBytes)
        .description(
            "Bytes that wait to be written to sockets, or for an event loop if for one only")
        .baseUnit("bytes")
        .register(registry);
    framesSent = counter(registry, "frames.sent", "WebSocket frames and streams' events written");
    framesDropped =
        counter(registry, "frames.dropped", "Frames and events whose operation ended meanwhile");
    bytesSent = counter(registry, "bytes.sent", "Bytes of these");
    bytesSaved = counter(registry, "bytes.saved", "Bytes by which compression made frames shorter");
    rounds = counter(registry, "write.rounds", "Times that an event loop wrote what had arrived");
    flushes =
        counter(registry, "write.flushes", "Connections flushed, in these rounds and by streams");
    overruns =
        counter(registry, "write.overruns", "Times that events were not held back long enough");
  }

  /**
   * Notes that frames, or a stream's event, wait for an event loop; frames for many do not count.
   */
  void handedOver(long bytes) {
    handedOverBytes.add(bytes);
  }

  /** Notes that frames of one connection wait for its socket, or, if negative, no longer do. */
  void unsent(long bytes) {
    unsentBytes.addAndGet(bytes);
  }

  /** Notes that what was handed over for a stream waits for its socket from now on. */
  void queued(long bytes) {
    handedOverBytes.add(-bytes);
    unsentBytes.addAndGet(bytes);
  }

  /** Notes events of a stream that were written in one piece. */
  void streamed(int events, long bytes) {
    framesSent.increment(events);
    bytesSent.increment(bytes);
    flushes.increment();
  }

  /** Notes events of a stream that has ended before they could be written. */
  void dropped(int events) {
    framesDropped.increment(events);
  }

  /** Notes a round of an event loop. */
  void written(int connections, RoundTally round) {
    handedOverBytes.add(-round.settledBytes());
    framesSent.increment(round.frames());
    bytesSent.increment(round.bytes());
    bytesSaved.increment(round.savedBytes());
    framesDropped.increment(round.dropped());
    rounds.increment();
    flushes.increment(connections);
  }

  /** Notes that the event loops did not catch up in time. */
  void overrun() {
    overruns.increment();
  }

  /** Whether sockets have left more untaken than they may. */
  boolean isOverBound() {
    return unsentBytes.get() > unsentBytesMax;
  }

  private double waitingBytes() {
    return (double) unsentBytes.get() + handedOverBytes.sum();
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("ticketstream.gateway." + name)
        .description(description)
        .register(registry);
  }
}
