package dev.ticketstream.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.fanout.ReplayGapException.Reason;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ReplayGapIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final RandomStories stories = new RandomStories(21, 10);
  private TicketTopic topic;

  @BeforeEach
  void createTopic() {
    topic = new TicketTopic(TestInfrastructure.kafkaBootstrapServers()).create(2);
  }

  @AfterEach
  void closeTopic() {
    topic.close();
  }

  @Test
  void saysFromWhenToWhenEventsAreMissingWhenKafkaHasDroppedThem() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofBytes(0)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> live.events().size() == 20);
      Instant middle = Instant.now();
      topic.expireAll();
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> live.events().size() == 40);
      Instant end = Instant.now();

      ReplayGapException gap = gap(gateway, live.events().get(3).cursor());

      assertThat(gap.reason()).isEqualTo(Reason.REPLAY_EXPIRED);
      assertThat(gap.from()).isBetween(begin, middle);
      assertThat(gap.to()).isBetween(middle.truncatedTo(ChronoUnit.MILLIS), end);
      assertThat(gateway.replays("expired")).isEqualTo(1);
    }
  }

  @Test
  void resumesFromMemoryWhatKafkaHasDropped() {
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> live.events().size() == 20);
      topic.expireAll();

      Collector resumed =
          gateway.subscribe(
              EventFixtures.admin(), SubscriptionFilter.ALL, live.events().get(3).cursor());

      await().atMost(SOON).until(() -> resumed.events().size() == 16);
    }
  }

  @Test
  void refusesACursorOfATopicThatWasCreatedAnewAndTellsLiveSubscribers() {
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(20));
      await().atMost(SOON).until(() -> live.events().size() == 20);

      topic.delete();
      topic.create(2);

      await().atMost(SOON).until(() -> live.error() != null);
      assertThat(live.error())
          .isInstanceOfSatisfying(
              ReplayGapException.class,
              gap -> assertThat(gap.reason()).isEqualTo(Reason.REPLAY_FOREIGN));

      ReplayGapException gap = gap(gateway, live.events().get(3).cursor());
      assertThat(gap.reason()).isEqualTo(Reason.REPLAY_FOREIGN);
      assertThat(gap.from()).isNotNull();
      assertThat(gap.to()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));

      Collector anew = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      try (TicketTopic.Relay relay = topic.newRelay()) {
        relay.publish(stories.next(10));
      }
      await().atMost(SOON).until(() -> anew.events().size() == 10);
    }
  }

  @Test
  void refusesACursorThatWasTamperedWith() {
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8)).awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      topic.publish(stories.next(1));
      await().atMost(SOON).until(() -> live.events().size() == 1);
      char[] cursor = live.events().getFirst().cursor().toCharArray();
      cursor[60] = cursor[60] == 'A' ? 'B' : 'A';

      ReplayGapException gap = gap(gateway, new String(cursor));

      assertThat(gap.reason()).isEqualTo(Reason.REPLAY_FOREIGN);
      assertThat(gap.from()).isNull();
    }
  }

  private static ReplayGapException gap(TestGateway gateway, String cursor) {
    Collector resumed = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, cursor);
    await().atMost(SOON).until(() -> resumed.error() != null);
    assertThat(resumed.events()).isEmpty();
    if (resumed.error() instanceof ReplayGapException gap) {
      return gap;
    }
    throw new AssertionError("not a gap", resumed.error());
  }
}
