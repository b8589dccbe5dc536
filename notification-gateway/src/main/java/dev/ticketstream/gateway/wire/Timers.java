package dev.ticketstream.gateway.wire;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A connection's pending deadlines; used on its event loop only. */
final class Timers {

  enum Name {
    INIT,
    PING,
    PONG,
    EXPIRY_WARNING,
    EXPIRY,
    CLOSE
  }

  private final EventExecutor eventLoop;
  private final Map<Name, ScheduledFuture<?>> pending = new EnumMap<>(Name.class);

  Timers(EventExecutor eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** Runs the action after the delay, instead of an earlier one of the same name. */
  void set(Name name, Duration delay, Runnable action) {
    cancel(name);
    pending.put(
        name,
        eventLoop.schedule(
            () -> {
              pending.remove(name);
              action.run();
            },
            // Does not overflow, as toNanos() does for a token that is good for centuries.
            Math.max(0, TimeUnit.NANOSECONDS.convert(delay)),
            TimeUnit.NANOSECONDS));
  }

  boolean isSet(Name name) {
    return pending.containsKey(name);
  }

  void cancel(Name name) {
    ScheduledFuture<?> future = pending.remove(name);
    if (future != null) {
      future.cancel(false);
    }
  }

  void cancelAll() {
    for (Name name : Name.values()) {
      cancel(name);
    }
  }
}
