package dev.ticketstream.gateway.fanout;

import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static dev.ticketstream.events.fixtures.EventFixtures.DAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import dev.ticketstream.events.codec.proto.EventProto;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.stream.TicketTopic;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import dev.ticketstream.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LiveDeliveryIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private TicketTopic topic;

  @BeforeEach
  void createTopic() {
    topic = new TicketTopic(TestInfrastructure.kafkaBootstrapServers());
  }

  @AfterEach
  void closeTopic() {
    topic.close();
  }

  @Test
  void deliversWhatIsCommittedAfterTheSubscriptionAndNothingElse() {
    topic.create(3);
    RandomStories stories = new RandomStories(1, 20);
    topic.publish(stories.next(30));
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8))) {
      gateway.awaitReady();
      Collector admin = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);

      List<SupportTicketEvent> first = stories.next(40);
      topic.publish(first);
      topic.abort(new RandomStories(2, 20).next(25));
      topic.publish("no-event", "not protobuf".getBytes(StandardCharsets.UTF_8));
      topic.publish("from-the-future", eventOfANewerVersion());
      List<SupportTicketEvent> second = stories.next(40);
      topic.publish(second);

      await().atMost(SOON).until(() -> admin.events().size() >= 80);
      assertThat(admin.ids())
          .containsExactlyInAnyOrderElementsOf(
              Collector.ids(Stream.of(first, second).flatMap(List::stream).toList()));
      Collector.versions(admin.events()).values().forEach(v -> assertThat(v).isSorted());
      assertThat(admin.events()).noneMatch(DeliveredEvent::replayed);
      assertThat(gateway.stream().records("malformed")).isEqualTo(1);
      assertThat(gateway.stream().records("unknown")).isEqualTo(1);
      assertThat(gateway.stream().records("consumed")).isEqualTo(110);
    }
  }

  @Test
  void givesACustomerOnlyTheirOwnTicketsWithoutInternalComments() {
    topic.create(2);
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8))) {
      gateway.awaitReady();
      Collector carol =
          gateway.subscribe(EventFixtures.customer(CAROL), SubscriptionFilter.ALL, null);
      Collector admin = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);

      TicketStory own =
          TicketStory.of(1, CAROL)
              .next(
                  EventFixtures.ALICE,
                  new TicketChange.CommentAdded(
                      EventFixtures.internalComment(EventFixtures.ALICE, "DNS")))
              .next(CAROL, new TicketChange.TagAdded("urgent"));
      topic.publish(TicketStory.of(2, DAVE).events());
      topic.publish(own.events());

      await().atMost(SOON).until(() -> admin.events().size() == 4 && carol.events().size() >= 2);
      assertThat(carol.events()).extracting(event -> event.view().version()).containsExactly(1, 2);
    }
  }

  @Test
  void waitsForATopicThatIsNotThereAndThenDeliversAllOfIt() {
    try (TestGateway gateway = TestGateway.on(topic.name(), DataSize.ofMegabytes(8))) {
      Collector admin = gateway.subscribe(EventFixtures.admin(), SubscriptionFilter.ALL, null);
      await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !gateway.stream().ready());

      topic.create(2);
      List<SupportTicketEvent> events = new RandomStories(3, 5).next(10);
      topic.publish(events);

      await().atMost(SOON).until(() -> admin.events().size() == 10);
      gateway.awaitReady();
    }
  }

  private static byte[] eventOfANewerVersion() {
    SupportTicketEvent known = TicketStory.of(1, CAROL).last();
    try {
      return EventProto.SupportTicketEvent.parseFrom(SupportTicketEventCodec.encode(known))
          .toBuilder()
          .setEventTypeValue(99)
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
