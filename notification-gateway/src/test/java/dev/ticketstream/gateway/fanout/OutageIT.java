package dev.ticketstream.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.stream.GatewayStream;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.testing.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class OutageIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Test
  void outlivesABrokerThatGoesAwayAndGoesOnWhereItWas() {
    RandomStories stories = new RandomStories(41, 10);
    try (EmbeddedBroker kafka = EmbeddedBroker.start();
        TicketTopic topic = new TicketTopic(kafka.bootstrapServers()).create(2);
        TestGateway gateway =
            new TestGateway(
                    kafka.bootstrapServers(),
                    GatewayStream.properties(topic.name(), DataSize.ofBytes(0)),
                    TestGateway.FANOUT)
                .awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      List<SupportTicketEvent> before = stories.next(10);
      topic.publish(before);
      await().atMost(SOON).until(() -> live.events().size() == 10);

      kafka.stop();
      await().atMost(SOON).until(() -> !gateway.stream().ready());
      Collector resuming =
          gateway.subscribe(
              EventFixtures.admin(), SubscriptionFilter.ALL, live.events().get(3).cursor());
      assertThat(live.error()).isNull();

      kafka.resume();
      try (TicketTopic.Relay relay = topic.newRelay()) {
        relay.publish(stories.next(10));
      }
      await().atMost(SOON).until(() -> live.events().size() == 20);
      await().atMost(SOON).until(() -> resuming.events().size() == 16);
      gateway.awaitReady();
      assertThat(live.distinct()).hasSize(20);
      assertThat(resuming.distinct()).isSubsetOf(live.distinct()).hasSize(16);
      assertThat(live.error()).isNull();
      assertThat(resuming.error()).isNull();
    }
  }
}
