package dev.ticketstream.gateway.fanout;

import static dev.ticketstream.events.fixtures.EventFixtures.ALICE;
import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.stream.FakeStream;
import dev.ticketstream.gateway.subscription.MatchKind;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.RandomSubscriptions;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class BroadcasterTests {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Viewer ADMIN = EventFixtures.admin();

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final FakeStream stream = new FakeStream();
  private @Nullable Error handOverError;
  private final Broadcaster broadcaster = broadcaster();

  @AfterEach
  void close() {
    broadcaster.close();
  }

  @Test
  void makesOneObjectAndOneCursorForAllWhoMatchAlikeAndMaySeeTheSame() {
    stream.begin();
    Collector admin = subscribe(ADMIN, null);
    Collector agent = subscribe(EventFixtures.agent(ALICE), null);
    Collector customer = subscribe(EventFixtures.customer(CAROL), null);

    stream.publish(TicketStory.of(1, CAROL).last());

    await()
        .atMost(SOON)
        .until(() -> admin.events().size() + agent.events().size() + customer.events().size() == 3);
    DeliveredEvent delivered = admin.events().getFirst();
    assertThat(agent.events().getFirst()).isSameAs(delivered);
    assertThat(customer.events().getFirst()).isNotSameAs(delivered);
    assertThat(customer.events().getFirst().cursor()).isSameAs(delivered.cursor());
    assertThat(delivered.match()).isEqualTo(MatchKind.ENTERED);
  }

  @Test
  void holdsASubscriptionUntilTheStreamsPlaceIsKnown() {
    Collector early = subscribe(ADMIN, null);
    stream.begin();
    stream.publish(TicketStory.of(1, CAROL).last());
    await().atMost(SOON).until(() -> early.events().size() == 1);
  }

  @Test
  void deliversNewsAtOffsetsThatTheTopicHadBeforeItWasTruncated() {
    stream.beginAt(1_000);
    Collector before = subscribe(ADMIN, null);
    stream.truncate(500);
    await().atMost(SOON).until(() -> before.error() instanceof ReplayGapException);
    Collector after = subscribe(ADMIN, null);
    stream.publish(TicketStory.of(1, CAROL).last());
    await().atMost(SOON).until(() -> after.events().size() == 1);
  }

  @Test
  void deliversNewsOfATopicThatWasCreatedAgain() {
    stream.beginAt(1_000);
    Collector before = subscribe(ADMIN, null);
    stream.replace();
    await().atMost(SOON).until(() -> before.error() instanceof ReplayGapException);
    Collector after = subscribe(ADMIN, null);
    stream.publish(TicketStory.of(1, CAROL).last());
    await().atMost(SOON).until(() -> after.events().size() == 1);
  }

  @Test
  void givesASubscriberThatFellBehindEverythingInOrderAtItsOwnPace() {
    stream.begin();
    Collector slow = subscribe(ADMIN, null, new Collector(3));
    Collector quick = subscribe(ADMIN, null);
    List<SupportTicketEvent> events = new RandomStories(31, 20).next(1_000);

    events.forEach(stream::publish);

    await().atMost(SOON).until(() -> quick.events().size() == 1_000);
    assertThat(slow.events()).hasSize(3);
    assertThat(count("ticketstream.fanout.fallen.behind")).isGreaterThanOrEqualTo(1);
    while (slow.events().size() < 1_000) {
      int before = slow.events().size();
      slow.request(100);
      await().atMost(SOON).until(() -> slow.events().size() >= Math.min(1_000, before + 100));
    }
    assertThat(slow.ids()).isEqualTo(Collector.ids(events));
    assertThat(slow.events()).noneMatch(DeliveredEvent::replayed);

    SupportTicketEvent news = TicketStory.of(99, CAROL).last();
    slow.request(1);
    stream.publish(news);
    await().atMost(SOON).until(() -> slow.events().size() == 1_001);
    assertThat(slow.ids()).last().isEqualTo(news.eventId());
  }

  @Test
  void endsASubscriberThatFailsAndDisturbsNobodyElse() {
    stream.begin();
    open(broadcaster, ADMIN, null)
        .subscribe(
            new BaseSubscriber<>() {
              @Override
              protected void hookOnNext(DeliveredEvent event) {
                throw new IllegalStateException("a broken subscriber");
              }

              @Override
              protected void hookOnError(Throwable throwable) {}
            });
    Collector good = subscribe(ADMIN, null);
    List<SupportTicketEvent> events = new RandomStories(33, 20).next(50);

    events.forEach(stream::publish);

    await().atMost(SOON).until(() -> good.events().size() == 50);
    assertThat(good.ids()).isEqualTo(Collector.ids(events));
    await().atMost(SOON).until(() -> subscriptions() == 1);
  }

  @Test
  void endsASubscriberThatFailsWithAnErrorAndDisturbsNobodyElse() {
    stream.begin();
    StackOverflowError error = new StackOverflowError("on purpose");
    PushCollector broken = new PushCollector(Integer.MAX_VALUE).failingWith(error);
    PushCollector good = new PushCollector(Integer.MAX_VALUE);
    push(broken);
    push(good);

    stream.publish(TicketStory.of(1, CAROL).last());

    assertThat(broken.error()).isSameAs(error);
    assertThat(good.events()).hasSize(1);
    assertThat(subscriptions()).isEqualTo(1);
  }

  @Test
  void endsAllSubscriptionsWhenNobodyKnowsWhoHasAnEvent() {
    stream.begin();
    PushCollector subscriber = new PushCollector(Integer.MAX_VALUE);
    push(subscriber);
    handOverError = new StackOverflowError("on purpose");

    stream.publish(TicketStory.of(1, CAROL).last());

    assertThat(subscriber.error())
        .isInstanceOf(DeliveryFailedException.class)
        .hasCause(handOverError);
    assertThat(subscriptions()).isZero();
    assertThat(broadcaster.indexSize()).isZero();
  }

  private void push(PushCollector receiver) {
    broadcaster.open(new EventSubscription(ADMIN, SubscriptionFilter.ALL, null), receiver);
  }

  @Test
  void leavesNothingBehindAfterManySubscriptions() {
    stream.begin();
    RandomSubscriptions random = new RandomSubscriptions(34, 20);
    RandomStories stories = new RandomStories(34, 20);
    for (int i = 0; i < 100_000; i++) {
      Collector collector = new Collector();
      EventFlux.of(broadcaster, new EventSubscription(random.viewer(), random.filter(), null), 64)
          .subscribe(collector);
      if (i % 100 == 0) {
        stream.publish(stories.next());
      }
      collector.cancel();
    }
    await().atMost(SOON).until(() -> subscriptions() == 0);
    assertThat(broadcaster.indexSize()).isZero();
  }

  private double subscriptions() {
    return metrics.get("ticketstream.fanout.subscriptions").gauge().value();
  }

  private double count(String name) {
    return metrics.get(name).counter().count();
  }

  private Collector subscribe(Viewer viewer, @Nullable String after) {
    return subscribe(viewer, after, new Collector());
  }

  private Collector subscribe(Viewer viewer, @Nullable String after, Collector collector) {
    open(broadcaster, viewer, after).subscribe(collector);
    return collector;
  }

  private static Flux<DeliveredEvent> open(
      Broadcaster broadcaster, Viewer viewer, @Nullable String after) {
    return EventFlux.of(
        broadcaster, new EventSubscription(viewer, SubscriptionFilter.ALL, after), 64);
  }

  private Broadcaster broadcaster() {
    return FanoutConfiguration.broadcaster(
        stream.live(),
        stream.replay(),
        stream.sealer(),
        TestGateway.VISIBILITY,
        new FanoutProperties(64, Duration.ofMillis(20)),
        metrics,
        new DeliveryPace() {
          @Override
          public void awaitRoom() {}

          @Override
          public void handOver() {
            if (handOverError != null) {
              throw handOverError;
            }
          }
        });
  }
}
