package dev.ticketstream.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.subscription.SubscriptionIndex.Found;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
    int matches = 0;
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
        matches += indexed.size();
      }
    }
    assertThat(matches).isGreaterThan(1_000);
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
  void refusesAHandleThatIsInUse() {
    SubscriptionIndex<String> index =
        new SubscriptionIndex<>(
            new SubscriptionMatcher(new TicketVisibility(AgentScope.ALL_TICKETS)));
    index.add("a", EventFixtures.admin(), SubscriptionFilter.ALL);
    assertThatThrownBy(() -> index.add("a", EventFixtures.admin(), SubscriptionFilter.ALL))
        .isInstanceOf(IllegalStateException.class);
  }
}
