package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subscriptions that an event is for. Each is filed under the most selective {@link Term}
 * that every event for it must have; what else it asks for, and what its viewer may see, is a
 * compiled {@link Predicate}. Those under one term with equal predicates are a {@link Group} and
 * decided once: an event for ten thousand subscribers who ask for the same costs one decision.
 *
 * <p>Subscriptions may come and go from any thread while others match; one that is added before
 * {@link #match} is called and not removed before it returns is always considered.
 *
 * @param <S> the subscription's handle, compared by {@code equals}
 */
public final class SubscriptionIndex<S> {

  private final SubscriptionMatcher matcher;
  private final Map<S, Filed<S>> entries = new ConcurrentHashMap<>();
  private final TermTable<UUID, S> byTicket = new TermTable<>();
  private final TermTable<String, S> byAssignee = new TermTable<>();
  private final TermTable<String, S> byUser = new TermTable<>();
  private final TermTable<String, S> byTeam = new TermTable<>();

  /** By type, status and priority; those for no team under OWN_TEAMS, those without under ANY. */
  private final TermTable<Enum<?>, S> byConstant = new TermTable<>();

  /**
   * @param matcher how to decide
   */
  public SubscriptionIndex(SubscriptionMatcher matcher) {
    this.matcher = matcher;
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
    Predicate predicate = Predicate.of(viewer, filter, matcher.visibility());
    Filed<S> entry = new Filed<>(subscription);
    // Held until all is filed, so that a concurrent remove does not leave half of it behind.
    synchronized (entry) {
      if (entries.putIfAbsent(subscription, entry) != null) {
        throw new IllegalStateException("the subscription is in the index already");
      }
      file(entry, predicate, filter);
    }
  }

  /**
   * Changes how events get to a subscription, which has no route at first; does nothing when it is
   * not there. An event that is matched meanwhile finds it once, by the old route or the new one.
   *
   * @param subscription its handle
   * @param route a {@link Run} has only subscriptions with equal routes
   */
  public void reroute(S subscription, @Nullable Object route) {
    Filed<S> entry = entries.get(subscription);
    if (entry == null) {
      return;
    }
    synchronized (entry) {
      for (Filed<S> filed = entry; filed != null; filed = filed.next()) {
        Group<S> group = filed.group();
        if (group != null) {
          group.bucket().move(filed, route);
        }
      }
    }
  }

  /**
   * Removes a subscription; does nothing when it is not there.
   *
   * @param subscription its handle
   */
  public void remove(S subscription) {
    Filed<S> entry = entries.remove(subscription);
    if (entry == null) {
      return;
    }
    synchronized (entry) {
      for (Filed<S> filed = entry; filed != null; filed = filed.next()) {
        Group<S> group = filed.group();
        if (group != null) {
          group.bucket().unfile(filed);
        }
      }
    }
  }

  /**
   * The subscriptions that an event is for, in no particular order, each once.
   *
   * @param facts the event
   * @return disjoint runs, which changes of the index do not change any more; of each pair of
   *     values there is only one {@link Match} object
   */
  public List<Run<S>> match(EventFacts facts) {
    List<Run<S>> runs = new ArrayList<>();
    collect(facts, runs);
    return runs;
  }

  /** How many subscriptions are in the index. */
  public int size() {
    return entries.size();
  }

  /** How many terms subscriptions are filed under; 0 when the index is empty. */
  int terms() {
    return byTicket.size() + byAssignee.size() + byUser.size() + byTeam.size() + byConstant.size();
  }

  private void file(Filed<S> entry, Predicate predicate, SubscriptionFilter filter) {
    switch (predicate.term()) {
      case NONE -> {}
      case TICKET -> fileEach(byTicket, filter.ticketIds(), entry, predicate);
      case ASSIGNEE -> file(byAssignee, predicate.assignee(), entry, predicate);
      case USER -> file(byUser, predicate.userId(), entry, predicate);
      case TEAM -> fileEach(byTeam, predicate.teams(), entry, predicate);
      case TYPE -> fileEach(byConstant, filter.eventTypes(), entry, predicate);
      case PRIORITY -> fileEach(byConstant, filter.priorities(), entry, predicate);
      case STATUS -> fileEach(byConstant, filter.statuses(), entry, predicate);
      case OWN_TEAMS -> {
        fileEach(byTeam, predicate.ownTeams(), entry, predicate);
        file(byConstant, Term.OWN_TEAMS, entry, predicate);
        file(byUser, predicate.userId(), entry, predicate);
      }
      case ANY -> file(byConstant, Term.ANY, entry, predicate);
    }
  }

  private static <K, S> void fileEach(
      TermTable<K, S> table,
      @Nullable Set<? extends K> terms,
      Filed<S> entry,
      Predicate predicate) {
    if (terms != null) {
      terms.forEach(term -> file(table, term, entry, predicate));
    }
  }

  private static <K, S> void file(
      TermTable<K, S> table, @Nullable K term, Filed<S> entry, Predicate predicate) {
    if (term != null) {
      table.file(term, entry.another(), predicate, null);
    }
  }

  private void collect(EventFacts facts, List<Run<S>> runs) {
    EventTerms event = EventTerms.of(facts);
    TicketFacets after = event.after();
    TicketFacets before = event.before();
    byTicket.collect(facts.event().ticketId(), event, Visit.FIRST, runs);
    byConstant.collect(event.type(), event, Visit.FIRST, runs);
    byConstant.collect(after.status(), event, Visit.FIRST, runs);
    byConstant.collect(after.priority(), event, Visit.FIRST, runs);
    byConstant.collect(Term.ANY, event, Visit.FIRST, runs);
    collectByAssignee(after.assigneeId(), event, runs);
    collectByTeam(after.team(), event, Visit.FIRST, runs);
    if (before != null) {
      if (before.status() != after.status()) {
        byConstant.collect(before.status(), event, Visit.STATUS_BEFORE, runs);
      }
      if (before.priority() != after.priority()) {
        byConstant.collect(before.priority(), event, Visit.PRIORITY_BEFORE, runs);
      }
      if (!Objects.equals(before.assigneeId(), after.assigneeId())) {
        collectByAssignee(before.assigneeId(), event, runs);
      }
      if (!Objects.equals(before.team(), after.team())) {
        collectByTeam(before.team(), event, Visit.TEAM_BEFORE, runs);
      }
    }
    if (!byUser.isEmpty()) {
      facts.forEachRelatedUser(user -> byUser.collect(user, event, Visit.RELATED_USER, runs));
    }
  }

  private void collectByAssignee(@Nullable String assignee, EventTerms event, List<Run<S>> runs) {
    if (assignee != null) {
      byAssignee.collect(assignee, event, Visit.FIRST, runs);
    }
  }

  private void collectByTeam(
      @Nullable String team, EventTerms event, Visit visit, List<Run<S>> runs) {
    if (team == null) {
      byConstant.collect(Term.OWN_TEAMS, event, visit, runs);
    } else {
      byTeam.collect(team, event, visit, runs);
    }
  }
}
