package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InterruptException;

/** What the relay's thread waits for: events, time, or the end. */
final class RelaySignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean eventsAppended;
  private boolean stopping;

  /** Tells that events were committed. Cheap, callable from any thread. */
  void eventsAppended() {
    if (eventsAppended) {
      return; // the relay, told before, has not looked yet: it will see these events too
    }
    lock.lock();
    try {
      eventsAppended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells that it is time to end. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean stopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until events were committed since the last call, the time is over, or the end has come.
   *
   * @return whether events were committed
   */
  boolean awaitEvents(Duration atMost) {
    return await(atMost, true);
  }

  /** Waits until the time is over or the end has come. */
  void pause(Duration time) {
    await(time, false);
  }

  private boolean await(Duration atMost, boolean forEvents) {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (nanos > 0 && !stopping && !(forEvents && eventsAppended)) {
        nanos = changed.awaitNanos(nanos);
      }
      boolean woken = eventsAppended;
      if (forEvents) {
        eventsAppended = false;
      }
      return woken;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      lock.unlock();
    }
  }
}
