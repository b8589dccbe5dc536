package dev.ticketstream.benchmarks.swarm;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of events that are due at fixed times, and what became of each of their deliveries.
 * Written by the swarm's thread alone; the others read {@link #received} first and then the rest.
 */
public final class Phase {

  private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Audience audience;
  private final long first;
  private final long startNanos;
  private final double intervalNanos;
  private final long firstSlot;
  private final AtomicLongArray committed;
  private final long[] @Nullable [] seen;
  private final boolean[] ignored;
  private final Histogram latencies = new Histogram(LATENCY_MAX_NANOS, SIGNIFICANT_DIGITS);
  private final Histogram sinceCommit = new Histogram(LATENCY_MAX_NANOS, SIGNIFICANT_DIGITS);
  private long receivedCount;
  private long duplicates;
  private long slowestNanos;
  private volatile long received;
  private volatile long latencyMaxNanos;

  /**
   * @param audience who gets them
   * @param first the first event's number
   * @param countMax most events
   * @param startNanos when the first one is due, by {@link System#nanoTime}
   * @param rate events a second
   */
  public Phase(Audience audience, long first, int countMax, long startNanos, double rate) {
    this.audience = audience;
    this.first = first;
    this.startNanos = startNanos;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
    this.firstSlot = audience.slot(first);
    this.committed = new AtomicLongArray(countMax);
    this.seen = new long[audience.subscriptions()][];
    this.ignored = new boolean[audience.subscriptions()];
  }

  /**
   * When an event is due.
   *
   * @param event its number
   * @return by {@link System#nanoTime}
   */
  public long dueNanos(long event) {
    return startNanos + Math.round((event - first) * intervalNanos);
  }

  /** Notes when an event was committed where the server reads it. */
  public void committed(long event, long nanos) {
    committed.set((int) (event - first), nanos);
  }

  /** Leaves a subscription out of everything, because its client does not read. */
  public void ignore(int subscription) {
    ignored[subscription] = true;
  }

  /** An event came. Only for the swarm's thread. */
  void received(int subscription, long event, long nanos) {
    if (event < first || event - first >= committed.length() || ignored[subscription]) {
      return;
    }
    long latency = Math.max(0, nanos - dueNanos(event));
    latencies.recordValue(Math.min(latency, LATENCY_MAX_NANOS));
    long commit = committed.get((int) (event - first));
    sinceCommit.recordValue(commit == 0 ? 0 : Math.clamp(nanos - commit, 0, LATENCY_MAX_NANOS));
    slowestNanos = Math.max(slowestNanos, latency);
    if (isNew(subscription, audience.slot(event) - firstSlot)) {
      receivedCount++;
    } else {
      duplicates++;
    }
  }

  private boolean isNew(int subscription, long slot) {
    int word = Math.toIntExact(slot >> 6);
    long[] bits = seen[subscription];
    if (bits == null || bits.length <= word) {
      long[] grown = new long[Math.max(word + 1, bits == null ? 1 : bits.length * 2)];
      if (bits != null) {
        System.arraycopy(bits, 0, grown, 0, bits.length);
      }
      bits = grown;
      seen[subscription] = bits;
    }
    long before = bits[word];
    bits[word] = before | 1L << slot;
    return bits[word] != before;
  }

  /** Shows the other threads what came. Only for the swarm's thread. */
  void publish() {
    latencyMaxNanos = slowestNanos;
    received = receivedCount;
  }

  /** Deliveries so far, each counted once. */
  public long received() {
    return received;
  }

  /** Longest time so far from when an event was due until somebody had it. */
  public long latencyMaxNanos() {
    return latencyMaxNanos;
  }

  /**
   * How many deliveries there must be.
   *
   * @param end behind the last event that was published
   */
  public long expected(long end) {
    long[] count = new long[1];
    for (long event = first; event < end; event++) {
      audience.forEach(
          event,
          subscription -> {
            if (!ignored[subscription]) {
              count[0]++;
            }
          });
    }
    return count[0];
  }

  /**
   * What became of the deliveries, once no more come.
   *
   * @param end behind the last event that was published
   */
  public Deliveries deliveries(long end) {
    long[] counts = new long[2];
    for (long event = first; event < end; event++) {
      long slot = audience.slot(event) - firstSlot;
      audience.forEach(
          event,
          subscription -> {
            if (!ignored[subscription]) {
              counts[has(seen[subscription], slot) ? 0 : 1]++;
            }
          });
    }
    return new Deliveries(
        end - first,
        counts[0],
        counts[1],
        duplicates,
        received() - counts[0],
        latencies,
        sinceCommit);
  }

  private static boolean has(long @Nullable [] bits, long slot) {
    int word = Math.toIntExact(slot >> 6);
    return bits != null && word < bits.length && (bits[word] & 1L << slot) != 0;
  }
}
