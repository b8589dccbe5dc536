package dev.ticketstream.gateway.subscription;

import org.jspecify.annotations.Nullable;

/**
 * A subscription's place under one term. Where it is filed under several, its other places hang on
 * the first one, which is the subscription's entry in the index; that one's monitor guards them.
 *
 * @param <S> the subscription's handle
 */
final class Filed<S> implements DenseList.Placed {

  private final S subscription;
  private @Nullable Group<S> group;
  private @Nullable Filed<S> next;
  private int place;

  Filed(S subscription) {
    this.subscription = subscription;
  }

  S subscription() {
    return subscription;
  }

  /** Where it is filed; {@code null} when it can match nothing and so is filed nowhere. */
  @Nullable Group<S> group() {
    return group;
  }

  void group(@Nullable Group<S> joined) {
    group = joined;
  }

  /** The subscription's next place. */
  @Nullable Filed<S> next() {
    return next;
  }

  /** One more place for the same subscription: this one, when it is not taken yet. */
  Filed<S> another() {
    if (group == null) {
      return this;
    }
    Filed<S> another = new Filed<>(subscription);
    another.next = next;
    next = another;
    return another;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public void place(int taken) {
    place = taken;
  }
}
