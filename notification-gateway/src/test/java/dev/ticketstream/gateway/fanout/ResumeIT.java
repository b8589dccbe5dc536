package dev.ticketstream.gateway.fanout;

import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.testing.TestInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ResumeIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private TicketTopic topic;

  @BeforeEach
  void createTopic() {
    topic = new TicketTopic(TestInfrastructure.kafkaBootstrapServers()).create(4);
  }

  @AfterEach
  void closeTopic() {
    topic.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 0})
  void resumesAtEveryEventWithExactlyTheRestOnAnotherInstance(int recentMegabytes) {
    RandomStories stories = new RandomStories(11, 30);
    try (TestGateway first = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady();
        TestGateway second =
            TestGateway.on(topic.name(), DataSize.ofMegabytes(recentMegabytes)).awaitReady()) {
      for (Viewer viewer : List.of(EventFixtures.admin(), EventFixtures.customer(CAROL))) {
        Collector live = first.subscribe(viewer, SubscriptionFilter.ALL, null);
        Collector everything = first.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
        for (int batch = 0; batch < 12; batch++) {
          topic.publish(stories.next(7));
          topic.abort(new RandomStories(batch, 30).next(5));
        }
        await().atMost(SOON).until(() -> everything.events().size() == 84);
        List<DeliveredEvent> events = live.events();
        assertThat(events).hasSizeGreaterThan(10);

        List<Collector> resumed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
          resumed.add(second.subscribe(viewer, SubscriptionFilter.ALL, events.get(i).cursor()));
        }
        await()
            .atMost(SOON)
            .until(
                () ->
                    IntStream.range(0, events.size())
                        .allMatch(i -> resumed.get(i).events().size() >= events.size() - i - 1));
        for (int i = 0; i < events.size(); i++) {
          Collector collector = resumed.get(i);
          List<UUID> rest = live.ids().subList(i + 1, events.size());
          assertThat(collector.ids()).containsExactlyInAnyOrderElementsOf(rest);
          assertThat(collector.events()).allMatch(DeliveredEvent::replayed);
          Collector.versions(collector.events()).values().forEach(v -> assertThat(v).isSorted());
        }
        live.dispose();
        everything.dispose();
        resumed.forEach(Collector::dispose);
      }
      await().atMost(SOON).until(() -> second.gauge("ticketstream.fanout.subscriptions") == 0);
      assertThat(second.replays("resumed") + second.replays("abandoned")).isGreaterThan(90);
    }
  }

  @Test
  void goesOnLiveAfterTheReplayWithCursorsThatResumeAgain() {
    RandomStories stories = new RandomStories(12, 30);
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> live.events().size() == 20);

      Collector resumed =
          gateway.subscribe(
              EventFixtures.admin(), SubscriptionFilter.ALL, live.events().get(4).cursor());
      await().atMost(SOON).until(() -> resumed.events().size() == 15);
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> resumed.events().size() == 35);
      assertThat(resumed.ids()).isEqualTo(live.ids().subList(5, 40));
      assertThat(resumed.events().subList(0, 15)).allMatch(DeliveredEvent::replayed);
      assertThat(resumed.events().subList(15, 35)).noneMatch(DeliveredEvent::replayed);

      Collector again =
          gateway.subscribe(
              EventFixtures.admin(), SubscriptionFilter.ALL, resumed.events().get(9).cursor());
      await().atMost(SOON).until(() -> again.events().size() == 25);
      assertThat(again.distinct()).isEqualTo(Set.copyOf(live.ids().subList(15, 40)));
    }
  }

  @Test
  void readsNewPartitionsFromTheirBeginningAndOldCursorsStayGood() {
    RandomStories stories = new RandomStories(13, 200);
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(40));
      await().atMost(SOON).until(() -> live.events().size() == 40);

      topic.growTo(24);
      try (TicketTopic.Relay relay = topic.newRelay()) {
        relay.publish(stories.next(200));
      }
      await().atMost(SOON).until(() -> live.events().size() == 240);
      assertThat(live.distinct()).hasSize(240);

      try (TestGateway other = TestGateway.on(topic.name(), DataSize.ofBytes(0)).awaitReady()) {
        Collector resumed =
            other.subscribe(
                EventFixtures.admin(), SubscriptionFilter.ALL, live.events().get(9).cursor());
        await().atMost(SOON).until(() -> resumed.events().size() >= 230);
        assertThat(resumed.ids()).containsExactlyInAnyOrderElementsOf(live.ids().subList(10, 240));
      }
    }
  }
}
