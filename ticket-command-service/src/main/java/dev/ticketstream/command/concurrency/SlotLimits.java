package dev.ticketstream.command.concurrency;

import java.time.Duration;

/**
 * How many may run at once, and how long and how many may wait for that.
 *
 * @param max most at once in this instance, at least 1
 * @param perUserMax most at once of one user in this instance, at least 1
 * @param waitMax longest wait for a place; zero refuses at once
 * @param waitingMax most that wait in this instance
 */
public record SlotLimits(int max, int perUserMax, Duration waitMax, int waitingMax) {

  /** Limits under which nothing waits. */
  public static SlotLimits withoutWaiting(int max, int perUserMax) {
    return new SlotLimits(max, perUserMax, Duration.ZERO, 0);
  }
}
