package dev.ticketstream.gateway.subscription;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.subscription.SubscriptionIndex.Found;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionIndexTests {

  private static final int TICKETS = 15;

  private record Subscriber(Viewer viewer, SubscriptionFilter filter) {}

  @ParameterizedTest
  @EnumSource(AgentScope.class)
  void findsExactlyWhatLookingAtEverySubscriptionFinds(AgentScope scope) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomSubscriptions subscriptions = new RandomSubscriptions(seed, TICKETS);
    RandomStories stories = new RandomStories(seed, TICKETS);
    SubscriptionMatcher matcher = new SubscriptionMatcher(new TicketVisibility(scope));
    SubscriptionIndex<Integer> index = new SubscriptionIndex<>(matcher);
    Map<Integer, Subscriber> open = new HashMap<>();
    Map<Term, Integer> matches = new EnumMap<>(Term.class);
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(3) > 0 || open.isEmpty()) {
        Subscriber subscriber = new Subscriber(subscriptions.viewer(), subscriptions.filter());
        open.put(i, subscriber);
        index.add(i, subscriber.viewer(), subscriber.filter());
      } else {
        Integer gone = open.keySet().iterator().next();
        open.remove(gone);
        index.remove(gone);
      }
      if (i % 5 == 0) {
        EventFacts facts = EventFacts.of(stories.next());
        Map<Integer, Match> naive = new HashMap<>();
        open.forEach(
            (id, subscriber) -> {
              Match match = matcher.match(subscriber.viewer(), subscriber.filter(), facts);
              if (match != null) {
                naive.put(id, match);
              }
            });
        Map<Integer, Match> indexed = new HashMap<>();
        for (Found<Integer> found : index.match(facts)) {
          assertThat(indexed.put(found.subscription(), found.match()))
              .describedAs("found twice, seed %d", seed)
              .isNull();
        }
        assertThat(indexed).describedAs("seed %d, event %s", seed, facts).isEqualTo(naive);
        Map<Integer, Match> visited = new HashMap<>();
        assertThat(index.match(facts, visited::put))
            .describedAs("seed %d", seed)
            .isEqualTo(indexed.size());
        assertThat(visited).describedAs("seed %d", seed).isEqualTo(indexed);
        for (Integer id : indexed.keySet()) {
          Subscriber subscriber = requireNonNull(open.get(id));
          Rights rights = Rights.of(subscriber.viewer(), matcher.visibility());
          matches.merge(Term.of(subscriber.filter(), rights), 1, Integer::sum);
        }
      }
    }
    // Every way of finding one was tried.
    Set<Term> used = EnumSet.complementOf(EnumSet.of(Term.NONE));
    if (scope == AgentScope.ALL_TICKETS) {
      used.remove(Term.OWN_TEAMS);
    }
    assertThat(matches.keySet()).describedAs("seed %d", seed).isEqualTo(used);
    open.keySet().forEach(index::remove);
    assertThat(index.size()).isZero();
    assertThat(index.terms()).isZero();
  }

  @Test
  void findsWhatStaysWhileOthersComeAndGo() throws Exception {
    SubscriptionIndex<String> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    EventFacts facts = EventFacts.of(new RandomStories(1, 1).next());
    SubscriptionFilter ticket =
        new FilterBuilder().tickets(Set.of(facts.event().ticketId())).build();
    Viewer creator = EventFixtures.customer(facts.event().ticket().createdBy());
    index.add("by ticket", EventFixtures.admin(), ticket);
    index.add("by user", creator, SubscriptionFilter.ALL);
    index.add("unfiled", EventFixtures.admin(), SubscriptionFilter.ALL);
    AtomicBoolean stop = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> churn =
          threads.submit(
              () -> {
                while (!stop.get()) {
                  for (String id : new String[] {"a", "b"}) {
                    index.add(id, EventFixtures.admin(), ticket);
                    index.add(id + "!", creator, SubscriptionFilter.ALL);
                  }
                  for (String id : new String[] {"a", "b"}) {
                    index.remove(id);
                    index.remove(id + "!");
                  }
                }
              });
      for (int i = 0; i < 50_000; i++) {
        assertThat(index.match(facts))
            .extracting(Found::subscription)
            .contains("by ticket", "by user", "unfiled");
      }
      stop.set(true);
      churn.get();
    }
    assertThat(index.size()).isEqualTo(3);
  }

  @Test
  void leavesNothingBehindWhenAHandleIsRemovedWhileItIsAdded() throws Exception {
    long seed = System.nanoTime();
    SubscriptionIndex<Integer> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.OWN_TEAMS)));
    List<EventFacts> events =
        new RandomStories(seed, TICKETS).next(50).stream().map(EventFacts::of).toList();
    AtomicBoolean stop = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> churn = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        Random random = new Random(seed + thread);
        RandomSubscriptions subscriptions = new RandomSubscriptions(seed + thread, TICKETS);
        churn.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 100_000; i++) {
                    Integer handle = random.nextInt(30);
                    if (random.nextBoolean()) {
                      addIfAbsent(index, handle, subscriptions);
                    } else {
                      index.remove(handle);
                    }
                  }
                }));
      }
      Future<?> matching =
          threads.submit(
              () -> {
                while (!stop.get()) {
                  events.forEach(facts -> index.match(facts, (_, _) -> {}));
                }
              });
      for (Future<?> done : churn) {
        done.get();
      }
      stop.set(true);
      matching.get();
    }
    for (int handle = 0; handle < 30; handle++) {
      index.remove(handle);
    }
    assertThat(index.size()).describedAs("seed %d", seed).isZero();
    assertThat(index.terms()).describedAs("seed %d", seed).isZero();
  }

  @Test
  void letsWhoeverGetsASubscriptionAddAndRemove() {
    SubscriptionIndex<Integer> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    EventFacts facts = EventFacts.of(new RandomStories(1, 1).next());
    for (int i = 0; i < 100; i++) {
      index.add(i, EventFixtures.admin(), SubscriptionFilter.ALL);
    }
    Set<Integer> seen = new HashSet<>();
    int found =
        index.match(
            facts,
            (subscription, _) -> {
              seen.add(subscription);
              index.remove(subscription);
              index.add(subscription + 1_000, EventFixtures.admin(), SubscriptionFilter.ALL);
            });
    assertThat(found).isEqualTo(100);
    assertThat(seen).hasSize(100).allMatch(subscription -> subscription < 100);
    assertThat(index.match(facts))
        .extracting(Found::subscription)
        .hasSize(100)
        .allMatch(subscription -> subscription >= 1_000);
  }

  @Test
  void handsOutSubscriptionsThatAreDecidedAlikeTogetherAndWithOneMatch() {
    SubscriptionIndex<Integer> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    EventFacts facts = EventFacts.of(new RandomStories(1, 1).next());
    Viewer creator = EventFixtures.customer(facts.event().ticket().createdBy());
    for (int i = 0; i < 100; i++) {
      index.add(i, i % 2 == 0 ? EventFixtures.admin() : creator, SubscriptionFilter.ALL);
    }
    List<Integer> order = new ArrayList<>();
    Map<Match, Match> matches = new IdentityHashMap<>();
    index.match(
        facts,
        (subscription, match) -> {
          order.add(subscription % 2);
          matches.put(match, match);
        });
    assertThat(order).hasSize(100);
    assertThat(IntStream.range(1, 100).filter(i -> !order.get(i).equals(order.get(i - 1))))
        .hasSize(1);
    assertThat(matches).hasSize(2);
  }

  @Test
  void refusesAHandleThatIsInUse() {
    SubscriptionIndex<String> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    index.add("a", EventFixtures.admin(), SubscriptionFilter.ALL);
    assertThatThrownBy(() -> index.add("a", EventFixtures.admin(), SubscriptionFilter.ALL))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void addIfAbsent(
      SubscriptionIndex<Integer> index, Integer handle, RandomSubscriptions subscriptions) {
    try {
      index.add(handle, subscriptions.viewer(), subscriptions.filter());
    } catch (IllegalStateException _) {
      // It is there.
    }
  }
}
