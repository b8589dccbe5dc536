package dev.ticketstream.gateway.stream;

import java.util.Arrays;

/**
 * A place in the topic: for each partition the offset of the next record. Partitions that it does
 * not mention stand at 0, so that a position stays valid when the topic gets more of them.
 * Immutable.
 */
public final class StreamPosition {

  /** The beginning of every partition. */
  public static final StreamPosition BEGINNING = new StreamPosition(new long[0]);

  private final long[] next;

  private StreamPosition(long[] next) {
    this.next = next;
  }

  /**
   * @param next the next offset of each partition, by partition number
   * @throws IllegalArgumentException when one of them is negative
   */
  public static StreamPosition of(long... next) {
    for (long offset : next) {
      if (offset < 0) {
        throw new IllegalArgumentException("negative offset " + offset);
      }
    }
    return new StreamPosition(next.clone());
  }

  /**
   * The offset of the next record of a partition.
   *
   * @param partition the partition's number
   */
  public long at(int partition) {
    return partition < next.length ? next[partition] : 0;
  }

  /** How many partitions this position mentions. */
  public int partitions() {
    return next.length;
  }

  /**
   * This position with one partition moved, forwards or backwards.
   *
   * @param partition the partition's number
   * @param offset the offset of its next record
   */
  public StreamPosition with(int partition, long offset) {
    long[] moved = Arrays.copyOf(next, Math.max(next.length, partition + 1));
    moved[partition] = offset;
    return new StreamPosition(moved);
  }

  /**
   * The later of both in each partition.
   *
   * @param other another position in the same topic
   */
  public StreamPosition max(StreamPosition other) {
    long[] later = Arrays.copyOf(next, Math.max(next.length, other.next.length));
    for (int p = 0; p < later.length; p++) {
      later[p] = Math.max(later[p], other.at(p));
    }
    return new StreamPosition(later);
  }

  /**
   * Whether nothing before {@code other} is still to come here.
   *
   * @param other another position in the same topic
   */
  public boolean reaches(StreamPosition other) {
    for (int p = 0; p < other.next.length; p++) {
      if (at(p) < other.next[p]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamPosition position && reaches(position) && position.reaches(this);
  }

  @Override
  public int hashCode() {
    long sum = 0;
    for (long offset : next) {
      sum += offset;
    }
    return Long.hashCode(sum);
  }

  @Override
  public String toString() {
    return Arrays.toString(next);
  }
}
