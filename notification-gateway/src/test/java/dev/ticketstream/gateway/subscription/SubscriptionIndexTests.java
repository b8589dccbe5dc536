package dev.ticketstream.gateway.subscription;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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

  private record Found<S>(S subscription, Match match) {}

  private static <S> List<Found<S>> found(SubscriptionIndex<S> index, EventFacts facts) {
    List<Found<S>> found = new ArrayList<>();
    for (Run<S> run : index.match(facts)) {
      for (int place = 0; place < run.size(); place++) {
        found.add(new Found<>(run.subscription(place), run.match()));
      }
    }
    return found;
  }

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
    Map<Integer, String> routes = new HashMap<>();
    Map<Term, Integer> matches = new EnumMap<>(Term.class);
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(3) > 0 || open.isEmpty()) {
        Subscriber subscriber = new Subscriber(subscriptions.viewer(), subscriptions.filter());
        open.put(i, subscriber);
        String route = random.nextBoolean() ? "route " + random.nextInt(2) : null;
        routes.put(i, route);
        index.add(i, subscriber.viewer(), subscriber.filter());
        index.reroute(i, route);
      } else if (random.nextBoolean()) {
        Integer rerouted = open.keySet().iterator().next();
        String route = random.nextBoolean() ? "route " + random.nextInt(2) : null;
        routes.put(rerouted, route);
        index.reroute(rerouted, route);
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
        for (Found<Integer> found : found(index, facts)) {
          assertThat(indexed.put(found.subscription(), found.match()))
              .describedAs("found twice, seed %d", seed)
              .isNull();
        }
        assertThat(indexed).describedAs("seed %d, event %s", seed, facts).isEqualTo(naive);
        for (Run<Integer> run : index.match(facts)) {
          for (int place = 0; place < run.size(); place++) {
            assertThat(routes.get(run.subscription(place)))
                .describedAs("seed %d", seed)
                .isEqualTo(run.route());
          }
        }
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
                for (int i = 0; !stop.get(); i++) {
                  for (String id : new String[] {"by ticket", "by user", "unfiled"}) {
                    index.reroute(id, i % 3);
                  }
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
        assertThat(found(index, facts))
            .extracting(Found::subscription)
            .contains("by ticket", "by user", "unfiled")
            .doesNotHaveDuplicates();
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
                    index.reroute(handle, random.nextInt(2));
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
                  events.forEach(index::match);
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
    for (Run<Integer> run : index.match(facts)) {
      for (int place = 0; place < run.size(); place++) {
        int subscription = run.subscription(place);
        seen.add(subscription);
        index.remove(subscription);
        index.add(subscription + 1_000, EventFixtures.admin(), SubscriptionFilter.ALL);
      }
    }
    assertThat(seen).hasSize(100).allMatch(subscription -> subscription < 100);
    assertThat(found(index, facts))
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
    assertThat(index.match(facts)).hasSize(2).allMatch(run -> run.size() == 50);
    for (Run<Integer> run : index.match(facts)) {
      assertThat(run.match()).isSameAs(Match.of(run.match().exposure(), run.match().kind()));
      assertThat(IntStream.range(0, 50).map(place -> run.subscription(place) % 2).distinct())
          .hasSize(1);
    }
  }

  @Test
  void keepsThoseOfDifferentRoutesApartAndTellsWhetherARunIsTheSame() {
    SubscriptionIndex<Integer> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    EventFacts facts = EventFacts.of(new RandomStories(1, 1).next());
    for (int i = 0; i < 30; i++) {
      index.add(i, EventFixtures.admin(), SubscriptionFilter.ALL);
      index.reroute(i, "route " + i % 3);
    }
    List<Run<Integer>> before = index.match(facts);
    assertThat(before).hasSize(3).allMatch(run -> run.size() == 10);
    assertThat(index.match(facts)).containsExactlyElementsOf(before);

    index.reroute(0, "route 1");
    index.reroute(3, null);
    index.reroute(99, "route 1");

    List<Run<Integer>> after = index.match(facts);
    assertThat(after)
        .extracting(Run::route, Run::size)
        .containsExactlyInAnyOrder(
            tuple("route 0", 8), tuple("route 1", 11), tuple("route 2", 10), tuple(null, 1));
    assertThat(after)
        .filteredOn(before::contains)
        .extracting(Run::route)
        .containsExactly("route 2");
    assertThat(before)
        .filteredOn(run -> "route 0".equals(run.route()))
        .first()
        .satisfies(run -> assertThat(IntStream.range(0, 10).map(run::subscription)).contains(0, 3));
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
