package dev.ticketstream.benchmarks.swarm;

import org.HdrHistogram.Histogram;

/**
 * What became of a phase's events.
 *
 * @param events how many were published
 * @param delivered how many deliveries came to those whom they are for
 * @param lost how many did not come
 * @param duplicates how many came once more
 * @param wrong how many came to somebody whom they are not for
 * @param latencies from when the event was due, in nanoseconds
 * @param sinceCommit from when the event was committed, in nanoseconds; 0 for what came before the
 *     publisher itself knew
 */
public record Deliveries(
    long events,
    long delivered,
    long lost,
    long duplicates,
    long wrong,
    Histogram latencies,
    Histogram sinceCommit) {

  /** Whether everybody got everything that was for them, once, and nothing else. */
  public boolean exact() {
    return lost == 0 && duplicates == 0 && wrong == 0;
  }

  /** A percentile of the latencies, in milliseconds. */
  public double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
