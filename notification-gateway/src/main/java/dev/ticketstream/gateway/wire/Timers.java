package dev.ticketstream.gateway.wire;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection's pending deadlines, and its place in the wheel; used on its event loop only. */
final class Timers {

  enum Name {
    INIT,
    PING,
    PONG,
    EXPIRY_WARNING,
    EXPIRY,
    SLOW,
    CLOSE
  }

  private static final Name[] NAMES = Name.values();
  private static final int NEVER = -1;

  private final EventExecutor eventLoop;
  private final Consumer<Name> onTimeout;
  private final int[] deadlines = new int[NAMES.length];

  private int wakeTick = NEVER;
  private @Nullable Timers previous;
  private @Nullable Timers next;

  /**
   * @param onTimeout called on the event loop with the deadline that has passed
   */
  Timers(EventExecutor eventLoop, Consumer<Name> onTimeout) {
    this.eventLoop = eventLoop;
    this.onTimeout = onTimeout;
    Arrays.fill(deadlines, NEVER);
  }

  /** Sets a deadline, instead of an earlier one of the same name. */
  void set(Name name, Duration delay) {
    int tick = TimerWheel.of(eventLoop).tickAfter(delay);
    deadlines[name.ordinal()] = tick;
    wakeAt(tick);
  }

  private void wakeAt(int tick) {
    TimerWheel wheel = TimerWheel.of(eventLoop);
    if (wakeTick == NEVER) {
      wheel.add(this, tick);
    } else if (tick < wakeTick) {
      wheel.remove(this);
      wheel.add(this, tick);
    }
  }

  boolean isSet(Name name) {
    return deadlines[name.ordinal()] != NEVER;
  }

  /** Forgets a deadline; the wheel finds out when it comes by. */
  void cancel(Name name) {
    deadlines[name.ordinal()] = NEVER;
  }

  void cancelAll() {
    Arrays.fill(deadlines, NEVER);
    if (wakeTick != NEVER) {
      TimerWheel.of(eventLoop).remove(this);
    }
  }

  /** Reports the deadlines that have passed and waits for the next one. Only for the wheel. */
  void wake(int now) {
    for (Name name : NAMES) {
      int deadline = deadlines[name.ordinal()];
      if (deadline != NEVER && deadline <= now) {
        cancel(name);
        onTimeout.accept(name);
      }
    }
    // Also when a report has set another deadline: that need not be the earliest.
    int earliest = earliest();
    if (earliest != NEVER) {
      wakeAt(earliest);
    }
  }

  private int earliest() {
    int earliest = NEVER;
    for (int deadline : deadlines) {
      if (deadline != NEVER && (earliest == NEVER || deadline < earliest)) {
        earliest = deadline;
      }
    }
    return earliest;
  }

  int wakeTick() {
    return wakeTick;
  }

  @Nullable Timers next() {
    return next;
  }

  void link(int tick, @Nullable Timers head) {
    wakeTick = tick;
    next = head;
    if (head != null) {
      head.previous = this;
    }
  }

  void unlink() {
    if (next != null) {
      next.previous = previous;
    }
    if (previous != null) {
      previous.next = next;
    }
    next = null;
    previous = null;
    wakeTick = NEVER;
  }
}
