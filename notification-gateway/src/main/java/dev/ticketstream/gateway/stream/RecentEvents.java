package dev.ticketstream.gateway.stream;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events in memory, bounded by bytes and by age, in a ring that all readers share. It
 * knows from which position on it is complete, so a reader is never given a history with a hole.
 * Safe for use from many threads.
 */
final class RecentEvents {

  /** What an event takes beside its text: a rough figure for some thirty small objects. */
  static final int OVERHEAD_BYTES = 1_024;

  private final long bytesMax;
  private final Duration ageMax;
  private final Clock clock;

  private @Nullable StreamedEvent[] ring = new StreamedEvent[64];
  private int oldest;
  private int size;
  private long oldestSequence;
  private long bytes;
  private long[] start = {};
  private long[] end = {};

  RecentEvents(long bytesMax, Duration ageMax, Clock clock) {
    this.bytesMax = bytesMax;
    this.ageMax = ageMax;
    this.clock = clock;
  }

  /** Forgets everything and begins anew at a position. */
  synchronized void reset(StreamPosition position) {
    while (size > 0) {
      dropOldest();
    }
    start = toArray(position);
    end = start.clone();
  }

  /** Takes the next event of its partition. */
  synchronized void append(StreamedEvent event) {
    advance(event.partition(), event.offset() + 1);
    if (size == ring.length) {
      grow();
    }
    ring[(oldest + size) % ring.length] = event;
    size++;
    bytes += cost(event);
    while (bytes > bytesMax && size > 0) {
      evictOldest();
    }
  }

  /** Notes that a partition has no event before {@code next} that is not here already. */
  synchronized void advance(int partition, long next) {
    if (partition >= end.length) {
      start = Arrays.copyOf(start, partition + 1);
      end = Arrays.copyOf(end, partition + 1);
    }
    end[partition] = Math.max(end[partition], next);
  }

  /** Drops events that are too old. */
  synchronized void expire() {
    Instant limit = clock.instant().minus(ageMax);
    while (size > 0 && at(0).timestamp().isBefore(limit)) {
      evictOldest();
    }
  }

  /**
   * Reads on from a position.
   *
   * @param from where the reader is
   * @param sequence where the last page said to read on; 0 for the first
   * @param max most events to give
   * @return the next events, or {@code null} when the ring does not reach back to {@code from}
   */
  synchronized @Nullable RecentPage read(StreamPosition from, long sequence, int max) {
    if (!covers(from)) {
      return null;
    }
    List<StreamedEvent> events = new ArrayList<>();
    int index = (int) Math.min(size, Math.max(0, sequence - oldestSequence));
    while (index < size && events.size() < max) {
      StreamedEvent event = at(index);
      if (event.offset() >= from.at(event.partition())) {
        events.add(event);
      }
      index++;
    }
    boolean atEnd = index == size;
    StreamPosition reached = from;
    if (atEnd) {
      reached = from.max(end());
    } else {
      for (StreamedEvent event : events) {
        reached = reached.with(event.partition(), event.offset() + 1);
      }
    }
    return new RecentPage(events, oldestSequence + index, reached, atEnd);
  }

  /** The position after the newest event. */
  synchronized StreamPosition end() {
    return StreamPosition.of(end);
  }

  /** The sequence that the next event will have. */
  synchronized long nextSequence() {
    return oldestSequence + size;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized int size() {
    return size;
  }

  private boolean covers(StreamPosition from) {
    for (int p = 0; p < start.length; p++) {
      if (from.at(p) < start[p]) {
        return false;
      }
    }
    return true;
  }

  private void evictOldest() {
    StreamedEvent event = at(0);
    start[event.partition()] = event.offset() + 1;
    dropOldest();
  }

  private void dropOldest() {
    bytes -= cost(at(0));
    ring[oldest] = null;
    oldest = (oldest + 1) % ring.length;
    oldestSequence++;
    size--;
  }

  private StreamedEvent at(int index) {
    return requireNonNull(ring[(oldest + index) % ring.length]);
  }

  private void grow() {
    @Nullable StreamedEvent[] larger = new StreamedEvent[ring.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = at(i);
    }
    ring = larger;
    oldest = 0;
  }

  private static long cost(StreamedEvent event) {
    return OVERHEAD_BYTES + 2L * event.sizeBytes();
  }

  private static long[] toArray(StreamPosition position) {
    long[] next = new long[position.partitions()];
    Arrays.setAll(next, position::at);
    return next;
  }
}
