package dev.ticketstream.gateway.wire;

import io.netty.util.concurrent.EventExecutor;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * Writes the frames of all connections of one event loop. What has arrived while the last round ran
 * is written in the next: all frames of a connection in one buffer, with one flush. So a frame that
 * comes alone leaves at once, and under load the rounds grow by themselves; nothing waits for more
 * to come.
 */
final class LoopWriter implements Runnable, Multicast {

  /**
   * What a frame has besides its payload. The longest id has 128 characters, 815 bytes with all
   * that may stand around them; with small payloads such a connection may get more than its half.
   */
  private static final int ENVELOPE_BYTES = 256;

  private final EventExecutor eventLoop;
  private final OutboundTotal outbound;
  private final int framesMax;
  private final long multicastBytesMax;
  private final Queue<HandedOver> handedOver = Queues.<HandedOver>unboundedMultiproducer().get();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final AtomicInteger backlog = new AtomicInteger();
  private volatile boolean pressed;
  private volatile @Nullable Thread waiting;

  /** What multicasts that were taken up had for each connection, at most. */
  private volatile long takenBytes;

  // Of the one thread that hands out results to many.
  private @Nullable FrameBatch open;
  private long sentBytes;
  private int eventBytes;

  // Of the event loop, and empty between rounds.
  private final WriteRound round = new WriteRound();
  private boolean running;
  private int takenFrames;

  /**
   * @param framesMax frames that may have been handed over and not been taken up yet
   * @param multicastBytesMax bytes that multicasts may have for a connection in that time
   */
  LoopWriter(
      EventExecutor eventLoop, OutboundTotal outbound, int framesMax, long multicastBytesMax) {
    this.eventLoop = eventLoop;
    this.outbound = outbound;
    this.framesMax = framesMax;
    this.multicastBytesMax = multicastBytesMax;
  }

  EventExecutor eventLoop() {
    return eventLoop;
  }

  OutboundTotal outbound() {
    return outbound;
  }

  /** Hands a frame over; from any thread. */
  void offer(FrameTarget target, EncodedPayload payload, int length) {
    submit(FrameBatch.of(target, payload, length));
  }

  @Override
  public void send(EncodedPayload result, Recipients recipients) {
    int bytes = result.length() + ENVELOPE_BYTES;
    // A connection is sent to with one group at most, so an event's largest frame is its bound.
    int more = Math.max(0, bytes - eventBytes);
    eventBytes += more;
    sentBytes += more;
    if (sentBytes - takenBytes > multicastBytesMax) {
      press();
    }
    handOver(new MulticastFrame(result, recipients, more));
  }

  /**
   * Takes a frame that is handed over with the others of {@link #handOver}; for one thread only.
   */
  void collect(FrameTarget target, EncodedPayload payload, int length) {
    FrameBatch batch = open;
    if (batch == null) {
      batch = new FrameBatch();
      open = batch;
    }
    batch.add(target, payload, length);
  }

  /** Hands over what was collected; for that same thread. */
  void handOver() {
    eventBytes = 0;
    FrameBatch batch = open;
    if (batch != null) {
      open = null;
      submit(batch);
    }
  }

  /** Notes that a connection has more handed over than it should have before the next round. */
  void press() {
    pressed = true;
  }

  /** Whether it would be better to hand over nothing until the event loop has caught up. */
  boolean isFull() {
    return pressed || backlog.get() > framesMax;
  }

  /**
   * Waits until it is no longer full.
   *
   * @param untilNanos when to give up, by {@link System#nanoTime}
   * @return whether it has caught up
   */
  boolean awaitRoom(long untilNanos) {
    waiting = Thread.currentThread();
    try {
      for (long left = 1; isFull(); LockSupport.parkNanos(this, left)) {
        left = untilNanos - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
      }
      return true;
    } finally {
      waiting = null;
    }
  }

  private void submit(FrameBatch batch) {
    outbound.handedOver(batch.bytes());
    handOver(batch);
  }

  private void handOver(HandedOver frames) {
    backlog.addAndGet(frames.size());
    handedOver.offer(frames);
    wake();
  }

  private void wake() {
    if (awake.compareAndSet(false, true)) {
      try {
        eventLoop.execute(this);
      } catch (RejectedExecutionException _) {
        // The server has stopped, and its connections are gone.
      }
    }
  }

  /** Writes what was handed over. Only for the event loop. */
  @Override
  public void run() {
    if (running) {
      return;
    }
    running = true;
    awake.set(false);
    try {
      try {
        take();
      } finally {
        round.write(outbound);
      }
    } finally {
      running = false;
      backlog.addAndGet(-takenFrames);
      takenFrames = 0;
      pressed = false;
      LockSupport.unpark(waiting);
      if (!handedOver.isEmpty()) {
        wake();
      }
    }
  }

  /** Takes up what was handed over, but no more than should be at a time. */
  private void take() {
    while (takenFrames < framesMax) {
      HandedOver next = handedOver.poll();
      if (next == null) {
        return;
      }
      takenFrames += next.size();
      switch (next) {
        case FrameBatch batch -> round.add(batch);
        case MulticastFrame frame -> {
          long before = takenBytes;
          takenBytes = before + frame.bytesEach();
          round.add(frame);
        }
      }
    }
  }
}
