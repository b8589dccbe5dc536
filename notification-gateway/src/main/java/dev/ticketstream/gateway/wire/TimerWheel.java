package dev.ticketstream.gateway.wire;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of all connections of one event loop; used on that event loop only.
 *
 * <p>A connection stands in the wheel once, at the earliest of its deadlines, so that tens of
 * thousands of idle connections cost no scheduled task each, and a deadline that moves away with
 * every message costs nothing at all. It looks at the clock every {@value #TICK_MILLIS} ms, and
 * only while a connection waits for something: deadlines are met up to that much late, never early.
 * It is so coarse because pings that leave together come back together, and each wake-up of an idle
 * event loop costs as much as a ping.
 */
final class TimerWheel {

  private static final Logger log = LoggerFactory.getLogger(TimerWheel.class);

  static final int TICK_MILLIS = 200;

  /** The latest tick there is, more than thirteen years ahead. */
  static final int TICK_MAX = Integer.MAX_VALUE;

  /** Over 100 s; what is due later is looked at in between. */
  private static final int SLOTS = 512;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
  private static final FastThreadLocal<TimerWheel> OF_THREAD = new FastThreadLocal<>();

  private final EventExecutor eventLoop;
  private final long startNanos;
  private final @Nullable Timers[] slots = new Timers[SLOTS];
  private int current;
  private int size;
  private boolean ticking;

  private TimerWheel(EventExecutor eventLoop) {
    this.eventLoop = eventLoop;
    this.startNanos = eventLoop.ticker().nanoTime();
  }

  /**
   * The wheel of an event loop. Only for that event loop.
   *
   * @param eventLoop the one that calls
   */
  static TimerWheel of(EventExecutor eventLoop) {
    TimerWheel wheel = OF_THREAD.get();
    if (wheel == null || wheel.eventLoop != eventLoop) {
      wheel = new TimerWheel(eventLoop);
      OF_THREAD.set(wheel);
    }
    return wheel;
  }

  /** The first tick that is not before the delay has passed. */
  int tickAfter(Duration delay) {
    // Does not overflow, as toNanos() does for a token that is good for centuries.
    long delayNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(delay));
    long atNanos = eventLoop.ticker().nanoTime() - startNanos;
    long tick = atNanos / TICK_NANOS + delayNanos / TICK_NANOS;
    long restNanos = atNanos % TICK_NANOS + delayNanos % TICK_NANOS;
    return (int) Math.min(tick + Math.ceilDiv(restNanos, TICK_NANOS), TICK_MAX);
  }

  /** Puts a connection in, to be woken at this tick or before. */
  void add(Timers timers, int tick) {
    if (!ticking) {
      ticking = true;
      current = now();
      scheduleTick();
    }
    int wakeTick = Math.max(current + 1, Math.min(tick, current + SLOTS - 1));
    timers.link(wakeTick, slots[slot(wakeTick)]);
    slots[slot(wakeTick)] = timers;
    size++;
  }

  /** Takes a connection out. */
  void remove(Timers timers) {
    Timers next = timers.next();
    if (slots[slot(timers.wakeTick())] == timers) {
      slots[slot(timers.wakeTick())] = next;
    }
    timers.unlink();
    size--;
  }

  private void tick() {
    int now = now();
    // After a long pause each slot needs to be looked at only once.
    current = Math.max(current, now - SLOTS);
    while (current < now) {
      current++;
      for (Timers due = slots[slot(current)]; due != null; due = slots[slot(current)]) {
        remove(due);
        wake(due, now);
      }
    }
    if (size == 0) {
      ticking = false;
    } else {
      scheduleTick();
    }
  }

  /** One connection's fault must not stop the others' deadlines. */
  private static void wake(Timers due, int now) {
    try {
      due.wake(now);
    } catch (RuntimeException e) {
      log.error("Keeping a connection's deadline failed", e);
    }
  }

  private void scheduleTick() {
    var _ = eventLoop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  private int now() {
    return (int) ((eventLoop.ticker().nanoTime() - startNanos) / TICK_NANOS);
  }

  private static int slot(int tick) {
    return tick & (SLOTS - 1);
  }
}
