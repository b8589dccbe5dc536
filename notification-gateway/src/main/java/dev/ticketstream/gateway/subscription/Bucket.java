package dev.ticketstream.gateway.subscription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is filed under one term, by predicate and route.
 *
 * @param <K> the term
 * @param <S> the subscriptions' handles
 */
final class Bucket<K, S> extends DenseList<Group<S>> {

  /** Up to here looking at each group is as fast as hashing, and a map would only take room. */
  private static final int GROUPS_WITHOUT_MAP = 8;

  private final TermTable<K, S> table;
  private final K term;
  private @Nullable Map<Key, Group<S>> groups;

  private record Key(Predicate predicate, @Nullable Object route) {}

  Bucket(TermTable<K, S> table, K term) {
    this.table = table;
    this.term = term;
  }

  /** Puts a subscription that is here among those of another route. */
  synchronized void move(Filed<S> filed, @Nullable Object route) {
    Group<S> group = filed.group();
    if (group != null) {
      takeOut(filed, group);
      add(filed, group.predicate(), route);
    }
  }

  /** Takes a subscription out, and the bucket out of its table when it was the last one. */
  void unfile(Filed<S> filed) {
    table.unfile(term, filed);
  }

  synchronized void add(Filed<S> filed, Predicate predicate, @Nullable Object route) {
    Group<S> group = find(predicate, route);
    if (group == null) {
      group = new Group<>(this, predicate, route);
      append(group);
      if (groups != null) {
        groups.put(new Key(predicate, route), group);
      } else if (size() > GROUPS_WITHOUT_MAP) {
        groups = index();
      }
    }
    group.append(filed);
    filed.group(group);
  }

  /**
   * @return whether nothing is left
   */
  synchronized boolean remove(Filed<S> filed) {
    Group<S> group = filed.group();
    if (group != null) {
      takeOut(filed, group);
      filed.group(null);
    }
    return size() == 0;
  }

  private void takeOut(Filed<S> filed, Group<S> group) {
    group.takeOut(filed);
    if (group.size() == 0) {
      takeOut(group);
      if (groups != null) {
        groups.remove(new Key(group.predicate(), group.route()));
      }
    }
  }

  /**
   * Adds the groups that an event is for.
   *
   * @param event the event
   * @param visit which of the event's terms this is
   * @param runs where to add them
   */
  synchronized void collect(EventTerms event, Visit visit, List<Run<S>> runs) {
    for (int i = 0; i < size(); i++) {
      Group<S> group = get(i);
      Match match = visit.repeats(group.predicate(), event) ? null : group.predicate().match(event);
      if (match != null) {
        runs.add(new Run<>(match, group.route(), group.snapshot(), group.size()));
      }
    }
  }

  private @Nullable Group<S> find(Predicate predicate, @Nullable Object route) {
    if (groups != null) {
      return groups.get(new Key(predicate, route));
    }
    for (int i = 0; i < size(); i++) {
      if (get(i).is(predicate, route)) {
        return get(i);
      }
    }
    return null;
  }

  private Map<Key, Group<S>> index() {
    Map<Key, Group<S>> index = new HashMap<>();
    for (int i = 0; i < size(); i++) {
      Group<S> group = get(i);
      index.put(new Key(group.predicate(), group.route()), group);
    }
    return index;
  }
}
