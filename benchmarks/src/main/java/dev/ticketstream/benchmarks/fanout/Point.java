package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.swarm.Deliveries;
import java.time.Duration;

/**
 * What was measured at one rate.
 *
 * @param rate events a second that were due
 * @param deliveries what became of them
 * @param aborted whether publishing ended early because the server fell behind
 * @param cpu what the server used, from the first event to the last delivery
 * @param loadShare the part of the time that this process kept a core busy: near 1 it is the limit
 * @param residentBytes the server's memory at the end
 */
record Point(
    double rate,
    Deliveries deliveries,
    boolean aborted,
    Duration cpu,
    double loadShare,
    long residentBytes) {

  /** What every scenario but D asks of the 99th percentile. */
  static final double P99_MILLIS_MAX = 250;

  /** Whether the server kept up. */
  boolean keptUp() {
    return !aborted && p99() < P99_MILLIS_MAX;
  }

  double p50() {
    return deliveries.millis(50);
  }

  double p99() {
    return deliveries.millis(99);
  }

  /** A percentile of the time since the commit, in milliseconds. */
  double sinceCommit(double percentile) {
    return deliveries.sinceCommit().getValueAtPercentile(percentile) / 1e6;
  }

  /** Deliveries a second. */
  double deliveryRate() {
    return rate * deliveries.delivered() / Math.max(1, deliveries.events());
  }

  /** The server's CPU time for an event, in microseconds. */
  double cpuMicrosOfEvent() {
    return cpu.toNanos() / 1e3 / Math.max(1, deliveries.events());
  }

  /** The server's CPU time for a delivery, in microseconds. */
  double cpuMicrosOfDelivery() {
    return cpu.toNanos() / 1e3 / Math.max(1, deliveries.delivered());
  }
}
