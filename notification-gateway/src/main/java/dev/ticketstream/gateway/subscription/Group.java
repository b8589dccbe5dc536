package dev.ticketstream.gateway.subscription;

/**
 * The subscriptions under one term that are always decided alike: an event is for all or for none
 * of them.
 *
 * @param <S> the subscriptions' handles
 */
final class Group<S> extends DenseList<Filed<S>> implements DenseList.Placed {

  private final Bucket<?, S> bucket;
  private final Predicate predicate;
  private int place;

  Group(Bucket<?, S> bucket, Predicate predicate) {
    this.bucket = bucket;
    this.predicate = predicate;
  }

  Bucket<?, S> bucket() {
    return bucket;
  }

  Predicate predicate() {
    return predicate;
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
