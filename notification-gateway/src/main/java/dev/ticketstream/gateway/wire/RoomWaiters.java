package dev.ticketstream.gateway.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for room on a connection, and what is to be run for each when there is. */
final class RoomWaiters {

  private final Map<FrameTarget, Runnable> actions = new ConcurrentHashMap<>();

  /** Adds one, or replaces its action. */
  void put(FrameTarget waiter, Runnable action) {
    actions.put(waiter, action);
  }

  void remove(FrameTarget waiter) {
    actions.remove(waiter);
  }

  int size() {
    return actions.size();
  }

  boolean isEmpty() {
    return actions.isEmpty();
  }

  /** Runs and forgets all; those that come to wait meanwhile look for themselves. */
  void run() {
    for (FrameTarget waiter : actions.keySet().toArray(new FrameTarget[0])) {
      Runnable action = actions.remove(waiter);
      if (action != null) {
        action.run();
      }
    }
  }
}
