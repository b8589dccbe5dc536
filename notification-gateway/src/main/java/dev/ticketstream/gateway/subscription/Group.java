package dev.ticketstream.gateway.subscription;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions under one term that are always decided alike, and reached by the same route: an
 * event is for all or for none of them.
 *
 * @param <S> the subscriptions' handles
 */
final class Group<S> extends DenseList<Filed<S>> implements DenseList.Placed {

  private final Bucket<?, S> bucket;
  private final Predicate predicate;
  private final @Nullable Object route;
  private int place;

  Group(Bucket<?, S> bucket, Predicate predicate, @Nullable Object route) {
    this.bucket = bucket;
    this.predicate = predicate;
    this.route = route;
  }

  Bucket<?, S> bucket() {
    return bucket;
  }

  Predicate predicate() {
    return predicate;
  }

  @Nullable Object route() {
    return route;
  }

  boolean is(Predicate wanted, @Nullable Object wantedRoute) {
    return Objects.equals(route, wantedRoute) && predicate.equals(wanted);
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
