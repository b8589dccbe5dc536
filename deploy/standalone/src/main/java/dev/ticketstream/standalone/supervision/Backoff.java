package dev.ticketstream.standalone.supervision;

import java.time.Duration;

/**
 * Waits that double up to a limit.
 *
 * @param first the wait after the first failure
 * @param max the longest wait
 */
public record Backoff(Duration first, Duration max) {

  /** What restarts of parts use: 1 s, 2 s, 4 s … 30 s. */
  public static final Backoff RESTART = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /**
   * The wait before the next try.
   *
   * @param failures how many tries in a row have failed, at least 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(failures - 1, 30);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(max) > 0 ? max : wait;
  }
}
