package dev.ticketstream.gateway.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Frames on their way to one event loop, in the order in which they are to be written. */
final class FrameBatch implements HandedOver {

  private static final int FIRST_CAPACITY = 16;

  /** An event is for few or for very many. */
  private static final int GROWTH = 4;

  private @Nullable FrameTarget[] targets;
  private EncodedPayload[] payloads;
  private int size;
  private long bytes;

  FrameBatch() {
    this(FIRST_CAPACITY);
  }

  private FrameBatch(int capacity) {
    targets = new FrameTarget[capacity];
    payloads = new EncodedPayload[capacity];
  }

  static FrameBatch of(FrameTarget target, EncodedPayload payload, int length) {
    FrameBatch batch = new FrameBatch(1);
    batch.add(target, payload, length);
    return batch;
  }

  /**
   * @param length of the whole frame
   */
  void add(FrameTarget target, EncodedPayload payload, int length) {
    if (size == targets.length) {
      targets = Arrays.copyOf(targets, size * GROWTH);
      payloads = Arrays.copyOf(payloads, size * GROWTH);
    }
    targets[size] = target;
    payloads[size] = payload;
    size++;
    bytes += length;
  }

  @Override
  public int size() {
    return size;
  }

  /** Of all frames together. */
  long bytes() {
    return bytes;
  }

  /** The frame's target; {@code null} when it was {@link #drop dropped}. */
  @Nullable FrameTarget target(int index) {
    return targets[index];
  }

  EncodedPayload payload(int index) {
    return payloads[index];
  }

  /** Closes the connections of all frames that were not left out. */
  void abandon() {
    for (int i = 0; i < size; i++) {
      FrameTarget target = targets[i];
      if (target != null) {
        target.queue().abandonRound();
      }
    }
  }

  /** Leaves a frame out. */
  void drop(int index) {
    targets[index] = null;
  }
}
