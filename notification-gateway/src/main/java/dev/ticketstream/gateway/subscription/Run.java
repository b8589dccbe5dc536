package dev.ticketstream.gateway.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that an event is for in the same way, and that are reached by the same route. Equal
 * to another run when it is the same subscriptions, whatever the event.
 *
 * @param <S> the subscriptions' handles
 */
public final class Run<S> {

  private final Match match;
  private final @Nullable Object route;
  private final @Nullable Object[] filed;
  private final int size;

  /**
   * @param filed the first {@code size} are the subscriptions ({@link Filed}); never changed
   */
  Run(Match match, @Nullable Object route, @Nullable Object[] filed, int size) {
    this.match = match;
    this.route = route;
    this.filed = filed;
    this.size = size;
  }

  /** In which way. */
  public Match match() {
    return match;
  }

  /** What was last given to {@link SubscriptionIndex#reroute} for each of them. */
  public @Nullable Object route() {
    return route;
  }

  /** How many; at least one. */
  public int size() {
    return size;
  }

  /**
   * One of the subscriptions, now and later.
   *
   * @param place below {@link #size}
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // it is full of them up to its size
  public S subscription(int place) {
    return ((Filed<S>) filed[place]).subscription();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Run<?> run && filed == run.filed && size == run.size;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(filed) + size;
  }
}
