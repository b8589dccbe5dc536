package dev.ticketstream.gateway.fanout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.stream.GatewayStream;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import java.time.Duration;
import java.util.List;
import kafka.server.BrokerServer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.util.unit.DataSize;

class OutageIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @Test
  void outlivesABrokerThatGoesAwayAndGoesOnWhereItWas() {
    EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, 1);
    kafka.brokerProperty("transaction.state.log.replication.factor", "1");
    kafka.brokerProperty("transaction.state.log.min.isr", "1");
    kafka.brokerProperty("transaction.state.log.num.partitions", "1");
    kafka.brokerProperty("auto.create.topics.enable", "false");
    kafka.afterPropertiesSet();
    RandomStories stories = new RandomStories(41, 10);
    try (TicketTopic topic = new TicketTopic(kafka.getBrokersAsString()).create(2);
        TestGateway gateway =
            new TestGateway(
                    kafka.getBrokersAsString(),
                    GatewayStream.properties(topic.name(), DataSize.ofBytes(0)),
                    TestGateway.FANOUT)
                .awaitReady()) {
      Collector live = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      List<SupportTicketEvent> before = stories.next(10);
      topic.publish(before);
      await().atMost(SOON).until(() -> live.events().size() == 10);

      BrokerServer broker = requireNonNull(kafka.getCluster()).brokers().values().iterator().next();
      broker.shutdown();
      broker.awaitShutdown();
      await().atMost(SOON).until(() -> !gateway.stream().ready());
      Collector resuming =
          gateway.subscribe(
              EventFixtures.admin(), SubscriptionFilter.ALL, live.events().get(3).cursor());
      assertThat(live.error()).isNull();

      broker.startup();
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
    } finally {
      kafka.destroy();
    }
  }
}
