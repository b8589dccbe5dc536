package dev.ticketstream.gateway.stream;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The topic as this instance has read it: its identity, how far it was read, and the recent events.
 * One consumer feeds it, one listener hears it, and any number of readers catch up from it.
 */
public final class LiveStream {

  /** Where the stream began. */
  private record Origin(UUID topicId, StreamPosition liveFrom) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final RecentEvents recent;
  private volatile @Nullable StreamListener listener;
  private volatile @Nullable Origin origin;

  LiveStream(StreamProperties properties, Clock clock) {
    this.recent =
        new RecentEvents(properties.recentBytes().toBytes(), properties.recentAge(), clock);
  }

  /**
   * Sets the one listener. Must be called before the stream begins.
   *
   * @param listener hears everything from the beginning on
   */
  public void listen(StreamListener listener) {
    this.listener = listener;
  }

  /** Kafka's id of the topic, {@code null} before the stream has begun. */
  public @Nullable UUID topicId() {
    Origin begun = origin;
    return begun == null ? null : begun.topicId();
  }

  /**
   * The end of the topic when this instance began to read it: what is behind it is news, what is
   * before it was read only to have the recent past at hand.
   */
  public StreamPosition liveFrom() {
    Origin begun = origin;
    return begun == null ? StreamPosition.BEGINNING : begun.liveFrom();
  }

  /** The position after the newest event that was read. */
  public StreamPosition end() {
    return recent.end();
  }

  /** The sequence that the next event will have in {@link #read}. */
  public long nextSequence() {
    return recent.nextSequence();
  }

  /**
   * Reads recent events.
   *
   * @param from where the reader is
   * @param sequence where its last page said to read on; 0 for the first page
   * @param max most events to give
   * @return the next events, or {@code null} when memory does not reach back to {@code from}
   */
  public @Nullable RecentPage read(StreamPosition from, long sequence, int max) {
    return recent.read(from, sequence, max);
  }

  /**
   * Runs something while no event can arrive, so that a reader that has caught up can become a live
   * one without a gap.
   *
   * @param action short; must not block
   * @return what the action returned
   */
  public boolean whileHeld(BooleanSupplier action) {
    lock.lock();
    try {
      return action.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes the recent events take, by a rough reckoning. */
  long recentBytes() {
    return recent.bytes();
  }

  void begin(UUID topicId, StreamPosition start, StreamPosition liveFrom) {
    held(
        () -> {
          recent.reset(start);
          origin = new Origin(topicId, liveFrom);
          if (listener != null) {
            listener.onBegin();
          }
        });
  }

  void append(StreamedEvent event) {
    StreamListener hearing = listener;
    if (hearing != null) {
      hearing.awaitRoom();
    }
    held(
        () -> {
          recent.append(event);
          if (listener != null) {
            listener.onEvent(event);
          }
        });
  }

  void advance(int partition, long next) {
    recent.advance(partition, next);
  }

  void expire() {
    recent.expire();
  }

  /**
   * Goes on at another position, because what is before it is lost.
   *
   * @param liveFrom what is behind it is news; no longer beyond the topic's end
   */
  void skip(StreamGap gap, StreamPosition position, StreamPosition liveFrom) {
    held(() -> goOn(requireNonNull(origin).topicId(), gap, position, liveFrom));
  }

  /** Goes on with another topic of the same name, from its beginning. */
  void replace(UUID topicId, StreamGap gap) {
    held(() -> goOn(topicId, gap, StreamPosition.BEGINNING, StreamPosition.BEGINNING));
  }

  private void goOn(UUID topicId, StreamGap gap, StreamPosition position, StreamPosition liveFrom) {
    recent.reset(position);
    origin = new Origin(topicId, liveFrom);
    if (listener != null) {
      listener.onGap(gap);
    }
  }

  private void held(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
