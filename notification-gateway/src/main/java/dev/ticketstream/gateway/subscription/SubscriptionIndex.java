package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subscriptions that an event is for. Each is filed under the most selective thing that
 * every event for it must have: one of its tickets, else a user that the ticket must be related to;
 * what has neither is looked at for every event.
 *
 * <p>Subscriptions may come and go from any thread while others match; one that is added before
 * {@link #match} is called and not removed before it returns is always considered.
 *
 * @param <S> the subscription's handle, compared by {@code equals}
 */
public final class SubscriptionIndex<S> {

  private final SubscriptionMatcher matcher;
  private final Map<S, Entry<S>> entries = new ConcurrentHashMap<>();
  private final Map<UUID, Set<Entry<S>>> byTicket = new ConcurrentHashMap<>();
  private final Map<String, Set<Entry<S>>> byUser = new ConcurrentHashMap<>();
  private final Set<Entry<S>> unfiled = ConcurrentHashMap.newKeySet();

  /**
   * @param matcher decides on the subscriptions that the index finds
   */
  public SubscriptionIndex(SubscriptionMatcher matcher) {
    this.matcher = matcher;
  }

  /**
   * An event is for a subscription.
   *
   * @param subscription the handle given to {@link #add}
   * @param match how it matches
   */
  public record Found<S>(S subscription, Match match) {}

  private record Entry<S>(S subscription, Viewer viewer, SubscriptionFilter filter) {

    // Entries are found by identity: comparing filters by content would be slow and of no use.
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * Adds a subscription.
   *
   * @param subscription its handle
   * @param viewer on whose behalf
   * @param filter which events
   * @throws IllegalStateException when the handle is in the index already
   */
  public void add(S subscription, Viewer viewer, SubscriptionFilter filter) {
    Entry<S> entry = new Entry<>(subscription, viewer, filter);
    if (entries.putIfAbsent(subscription, entry) != null) {
      throw new IllegalStateException("the subscription is in the index already");
    }
    Set<UUID> tickets = filter.ticketIds();
    String user = requiredUser(entry);
    if (tickets != null) {
      tickets.forEach(ticket -> file(byTicket, ticket, entry));
    } else if (user != null) {
      file(byUser, user, entry);
    } else {
      unfiled.add(entry);
    }
  }

  /**
   * Removes a subscription; does nothing when it is not there.
   *
   * @param subscription its handle
   */
  public void remove(S subscription) {
    Entry<S> entry = entries.remove(subscription);
    if (entry == null) {
      return;
    }
    Set<UUID> tickets = entry.filter().ticketIds();
    String user = requiredUser(entry);
    if (tickets != null) {
      tickets.forEach(ticket -> unfile(byTicket, ticket, entry));
    } else if (user != null) {
      unfile(byUser, user, entry);
    } else {
      unfiled.remove(entry);
    }
  }

  /**
   * The subscriptions that an event is for, in no particular order, each once.
   *
   * @param facts the event
   */
  public List<Found<S>> match(EventFacts facts) {
    List<Found<S>> found = new ArrayList<>();
    collect(byTicket.getOrDefault(facts.event().ticketId(), Set.of()), facts, found);
    if (!byUser.isEmpty()) {
      for (String user : facts.relatedUsers()) {
        collect(byUser.getOrDefault(user, Set.of()), facts, found);
      }
    }
    collect(unfiled, facts, found);
    return found;
  }

  /** How many subscriptions are in the index. */
  public int size() {
    return entries.size();
  }

  /** How many terms subscriptions are filed under; 0 when the index is empty. */
  int terms() {
    return byTicket.size() + byUser.size();
  }

  /** The one user without a relation to whom no ticket matches, if there is such a user. */
  private static <S> @Nullable String requiredUser(Entry<S> entry) {
    if (entry.filter().assignedToUserId() != null) {
      return entry.filter().assignedToUserId();
    }
    boolean personal = !entry.filter().relations().isEmpty() || !entry.viewer().isStaff();
    return personal ? entry.viewer().id() : null;
  }

  private void collect(Set<Entry<S>> candidates, EventFacts facts, List<Found<S>> found) {
    for (Entry<S> entry : candidates) {
      Match match = matcher.match(entry.viewer(), entry.filter(), facts);
      if (match != null) {
        found.add(new Found<>(entry.subscription(), match));
      }
    }
  }

  private static <K, S> void file(Map<K, Set<Entry<S>>> index, K term, Entry<S> entry) {
    // Within compute, so that a concurrent unfile cannot drop the set in between.
    index.compute(
        term,
        (_, filed) -> {
          Set<Entry<S>> set = filed == null ? ConcurrentHashMap.newKeySet(1) : filed;
          set.add(entry);
          return set;
        });
  }

  private static <K, S> void unfile(Map<K, Set<Entry<S>>> index, K term, Entry<S> entry) {
    index.computeIfPresent(
        term,
        (_, filed) -> {
          filed.remove(entry);
          return filed.isEmpty() ? null : filed;
        });
  }
}
