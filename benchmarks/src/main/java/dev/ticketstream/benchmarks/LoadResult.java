package dev.ticketstream.benchmarks;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param latencies of what succeeded, in nanoseconds
 * @param failures what did not succeed
 * @param firstFailure what was wrong with the first of them, or an empty text
 * @param elapsedNanos from the first start to the last end
 */
record LoadResult(Histogram latencies, long failures, String firstFailure, long elapsedNanos) {

  long successes() {
    return latencies.getTotalCount();
  }

  /** Successes a second. */
  double rate() {
    return successes() * (double) TimeUnit.SECONDS.toNanos(1) / elapsedNanos;
  }

  /** A percentile in milliseconds. */
  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
