package dev.ticketstream.gateway.subscription;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions by one kind of term.
 *
 * @param <K> the term
 * @param <S> the subscriptions' handles
 */
final class TermTable<K, S> {

  private final Map<K, Bucket<K, S>> buckets = new ConcurrentHashMap<>();

  void file(K term, Filed<S> filed, Predicate predicate, @Nullable Object route) {
    // Within compute, so that a concurrent unfile cannot drop the bucket in between.
    buckets.compute(
        term,
        (_, found) -> {
          Bucket<K, S> bucket = found == null ? new Bucket<>(this, term) : found;
          bucket.add(filed, predicate, route);
          return bucket;
        });
  }

  void unfile(K term, Filed<S> filed) {
    buckets.computeIfPresent(term, (_, bucket) -> bucket.remove(filed) ? null : bucket);
  }

  /** See {@link Bucket#collect}. */
  void collect(K term, EventTerms event, Visit visit, List<Run<S>> runs) {
    Bucket<K, S> bucket = buckets.get(term);
    if (bucket != null) {
      bucket.collect(event, visit, runs);
    }
  }

  boolean isEmpty() {
    return buckets.isEmpty();
  }

  int size() {
    return buckets.size();
  }
}
