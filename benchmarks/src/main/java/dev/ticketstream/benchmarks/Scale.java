package dev.ticketstream.benchmarks;

import java.time.Duration;

/**
 * How much is done, and for how long.
 *
 * @param tickets tickets in the database
 * @param concurrency commands under way at once, over HTTP and over JDBC alike
 * @param rounds how often the service and the reference take turns; the median round counts
 * @param warmUpMax longest load before the first measurement; it ends when the rate does not rise
 *     any more
 * @param round length of one turn
 * @param openLoop length of each measurement at half rate
 * @param reads length of each read's measurement
 * @param emptyMax which part of a list's answers may have no ticket, 0 to 1: too many measure
 *     nothing
 */
record Scale(
    int tickets,
    int concurrency,
    int rounds,
    Duration warmUpMax,
    Duration round,
    Duration openLoop,
    Duration reads,
    double emptyMax) {

  /** What docs/performance.md reports: about twelve minutes. */
  static final Scale FULL =
      new Scale(
          100_000,
          16,
          3,
          Duration.ofSeconds(240),
          Duration.ofSeconds(8),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          0.05);

  /** Shows in seconds that everything still runs; its numbers mean nothing. */
  static final Scale QUICK =
      new Scale(
          300,
          4,
          1,
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1);
}
