package dev.ticketstream.gateway.wire;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The writers of all event loops. */
public final class LoopWriters {

  private static final Duration CATCH_UP_MAX = Duration.ofSeconds(1);

  private final OutboundTotal total;
  private final int framesMax;
  private final long multicastBytesMax;
  private final Map<EventExecutor, LoopWriter> byLoop = new ConcurrentHashMap<>();
  private final List<LoopWriter> writers = new CopyOnWriteArrayList<>();

  /**
   * @param registry where meters are kept
   * @param framesMax frames that may wait for one event loop; {@link #awaitRoom} holds back more
   * @param connectionBytesMax bytes that may wait for one connection
   * @param unsentBytesMax bytes that may be in buffers that sockets have not taken, of all
   *     connections; over it, connections with such bytes get nothing more
   */
  public LoopWriters(
      MeterRegistry registry, int framesMax, long connectionBytesMax, long unsentBytesMax) {
    this.total = new OutboundTotal(registry, unsentBytesMax);
    this.framesMax = framesMax;
    // The other half may be what a socket has not taken.
    this.multicastBytesMax = connectionBytesMax / 2;
  }

  LoopWriter of(EventExecutor eventLoop) {
    return byLoop.computeIfAbsent(
        eventLoop,
        loop -> {
          LoopWriter writer = new LoopWriter(loop, total, framesMax, multicastBytesMax);
          writers.add(writer);
          return writer;
        });
  }

  /** What waits for all connections. */
  OutboundTotal total() {
    return total;
  }

  /**
   * Waits until all event loops have taken up what they were given; for a second at most. They only
   * need CPU time for it, no client can hold them up.
   */
  public void awaitRoom() {
    for (LoopWriter writer : writers) {
      if (writer.isFull()) {
        awaitRoom(System.nanoTime() + CATCH_UP_MAX.toNanos());
        return;
      }
    }
  }

  private void awaitRoom(long untilNanos) {
    for (LoopWriter writer : writers) {
      if (!writer.awaitRoom(untilNanos)) {
        total.overrun();
      }
    }
  }

  /** Hands over what {@link ResultSink#nextOfMany} collected; for the thread that called that. */
  public void handOver() {
    for (LoopWriter writer : writers) {
      writer.handOver();
    }
  }
}
