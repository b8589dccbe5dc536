package dev.ticketstream.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.gateway.stream.FakeStream;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** Events that are handed to many subscriptions at once. */
class GroupRouteTests {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** So many events go to each on its own before it is looked for a route. */
  private static final int ALONE = 64;

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final FakeStream stream = new FakeStream();
  private final GroupRoute route = PushCollector.commonRoute();
  private final Broadcaster broadcaster =
      FanoutConfiguration.broadcaster(
          stream.live(),
          stream.replay(),
          stream.sealer(),
          TestGateway.VISIBILITY,
          new FanoutProperties(64, Duration.ofMillis(20)),
          metrics,
          TestGateway.UNPACED);

  @AfterEach
  void close() {
    broadcaster.close();
  }

  @Test
  void handsAnEventOverOnceForAllOfOneRoute() {
    stream.begin();
    List<PushCollector> receivers = open(3);
    PushCollector another = new PushCollector(Integer.MAX_VALUE);
    open(another, null);

    List<SupportTicketEvent> events = publish(1, ALONE);
    assertThat(receivers).allMatch(receiver -> receiver.together() == 0);
    events.addAll(publish(13, 100));

    for (PushCollector receiver : receivers) {
      assertThat(receiver.ids()).isEqualTo(Collector.ids(events));
      assertThat(receiver.together()).isEqualTo(100);
    }
    assertThat(another.ids()).isEqualTo(Collector.ids(events));
    assertThat(another.together()).isZero();
    assertThat(count("matches")).isEqualTo(4 * 164);
    assertThat(count("deliveries")).isEqualTo(4 * 164);
  }

  @Test
  void asksOneThatHasLeftWhetherItHasRoomUntilItComesBack() {
    stream.begin();
    List<PushCollector> receivers = open(3);
    PushCollector slow = receivers.getFirst();
    List<SupportTicketEvent> events = publish(2, ALONE + 10);
    slow.leave();
    slow.leave();
    slow.makeRoomFor(ALONE + 15);
    events.addAll(publish(3, 20));
    assertThat(slow.ids()).hasSize(ALONE + 15);
    assertThat(slow.together()).isEqualTo(10);

    slow.makeRoomFor(Integer.MAX_VALUE);
    await().atMost(SOON).until(() -> slow.ids().size() == ALONE + 30);
    events.addAll(publish(4, 100));

    assertThat(slow.ids()).isEqualTo(Collector.ids(events));
    assertThat(slow.together()).isGreaterThan(10);
    assertThat(receivers).allSatisfy(receiver -> assertThat(receiver.ids()).isEqualTo(slow.ids()));
    assertThat(count("deliveries")).isEqualTo(3 * (ALONE + 130));
  }

  @Test
  void takesOneBackThatKeptUpOnItsOwn() {
    stream.begin();
    PushCollector left = open(3).getFirst();
    publish(5, ALONE);
    left.leave();
    publish(5, ALONE);
    assertThat(left.together()).isZero();
    publish(6, 10);
    assertThat(left.together()).isEqualTo(10);
    assertThat(left.ids()).hasSize(2 * ALONE + 10);
  }

  @Test
  void givesOneThatIsAheadOfTheStreamNothingTwice() {
    stream.begin();
    PushCollector first = open(3).getFirst();
    List<SupportTicketEvent> events = publish(7, 500);
    for (int i = 0; i < 500; i += 25) {
      PushCollector resumed = new PushCollector(Integer.MAX_VALUE).by(route);
      open(resumed, first.events().get(i).cursor());
      int missed = 499 - i;
      await().atMost(SOON).until(() -> resumed.ids().size() >= missed);
      List<SupportTicketEvent> news = publish(8 + i, 3);
      events.addAll(news);
      List<SupportTicketEvent> expected = events.subList(i + 1, events.size());
      await().atMost(SOON).until(() -> resumed.ids().size() >= expected.size());
      assertThat(resumed.ids()).isEqualTo(Collector.ids(expected));
    }
  }

  @Test
  void givesThoseWhoBeginAheadOfTheStreamOnlyNews() {
    stream.beginBehind(5);
    List<PushCollector> receivers = open(3);
    List<SupportTicketEvent> events = publish(12, ALONE + 105);
    List<SupportTicketEvent> news = events.subList(5, events.size());
    assertThat(receivers)
        .allSatisfy(receiver -> assertThat(receiver.ids()).isEqualTo(Collector.ids(news)))
        .allMatch(receiver -> receiver.together() > 0);
  }

  @Test
  void leavesOutWhoWasClosed() {
    stream.begin();
    List<PushCollector> receivers = open(2);
    PushCollector closed = new PushCollector(Integer.MAX_VALUE).by(route);
    Disposable subscription = open(closed, null);
    publish(9, ALONE + 5);
    subscription.dispose();
    closed.leave();
    publish(10, 5);
    assertThat(closed.ids()).hasSize(ALONE + 5);
    assertThat(closed.together()).isEqualTo(5);
    assertThat(receivers).allMatch(receiver -> receiver.ids().size() == ALONE + 10);
  }

  @Test
  void endsAllOfARouteThatFails() {
    stream.begin();
    StackOverflowError error = new StackOverflowError("on purpose");
    List<PushCollector> receivers = open(3);
    PushCollector another = new PushCollector(Integer.MAX_VALUE);
    open(another, null);
    publish(14, ALONE);
    receivers.getFirst().failingWith(error);
    publish(11, 2);
    assertThat(receivers).allMatch(receiver -> receiver.error() == error);
    assertThat(another.ids()).hasSize(ALONE + 2);
  }

  private List<PushCollector> open(int count) {
    List<PushCollector> receivers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PushCollector receiver = new PushCollector(Integer.MAX_VALUE).by(route);
      open(receiver, null);
      receivers.add(receiver);
    }
    return receivers;
  }

  private Disposable open(PushCollector receiver, @Nullable String after) {
    return broadcaster.open(
        new EventSubscription(EventFixtures.admin(), SubscriptionFilter.ALL, after, false),
        receiver);
  }

  private List<SupportTicketEvent> publish(long seed, int count) {
    List<SupportTicketEvent> events = new ArrayList<>(new RandomStories(seed, 20).next(count));
    events.forEach(stream::publish);
    return events;
  }

  private double count(String name) {
    return metrics.get("ticketstream.fanout." + name).counter().count();
  }
}
