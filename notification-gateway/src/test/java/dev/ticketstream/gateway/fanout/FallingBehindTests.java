package dev.ticketstream.gateway.fanout;

import static dev.ticketstream.events.fixtures.EventFixtures.CAROL;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.fixtures.EventFixtures;
import dev.ticketstream.events.fixtures.TicketStory;
import dev.ticketstream.gateway.stream.FakeStream;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.EventFacts;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.MatchKind;
import dev.ticketstream.gateway.subscription.RandomStories;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** What a receiver gets that has no room for some time. */
class FallingBehindTests {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Viewer ADMIN = EventFixtures.admin();

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final FakeStream stream = new FakeStream();
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
  void getsEveryEventOnceAndInOrderWhenThereIsRoomAgain() {
    stream.begin();
    PushCollector slow = new PushCollector(3);
    PushCollector quick = new PushCollector(Integer.MAX_VALUE);
    open(slow, null, false);
    open(quick, null, false);
    List<SupportTicketEvent> events = new RandomStories(41, 20).next(1_000);

    events.forEach(stream::publish);

    // Live events come on the stream's thread, which this one is.
    assertThat(quick.ids()).isEqualTo(Collector.ids(events));
    assertThat(slow.events()).hasSize(3);
    for (int room = 100; room <= 1_000; room += 100) {
      int expected = room;
      slow.makeRoomFor(room);
      await().atMost(SOON).until(() -> slow.events().size() == expected);
    }
    SupportTicketEvent news = TicketStory.of(99, CAROL).last();
    slow.makeRoomFor(Integer.MAX_VALUE);
    stream.publish(news);
    await().atMost(SOON).until(() -> slow.events().size() == 1_001);
    assertThat(slow.ids().subList(0, 1_000)).isEqualTo(Collector.ids(events));
    assertThat(slow.ids()).last().isEqualTo(news.eventId());
  }

  @Test
  void isToldNothingAfterItWasClosed() {
    stream.begin();
    PushCollector slow = new PushCollector(1);
    Disposable subscription = open(slow, null, false);
    new RandomStories(42, 20).next(100).forEach(stream::publish);
    subscription.dispose();
    slow.makeRoomFor(Integer.MAX_VALUE);
    new RandomStories(43, 20).next(100).forEach(stream::publish);
    stream.truncate(1);
    assertThat(slow.events()).hasSize(1);
    assertThat(slow.error()).isNull();
    assertThat(metrics.get("ticketstream.fanout.subscriptions").gauge().value()).isZero();
  }

  @Test
  void isToldWhenReadingUpFailsWithAnError() {
    stream.begin();
    StackOverflowError error = new StackOverflowError("on purpose");
    PushCollector slow = new PushCollector(0).failingWith(error);
    open(slow, null, false);
    stream.publish(TicketStory.of(1, CAROL).last());
    slow.makeRoomFor(Integer.MAX_VALUE);
    await().atMost(SOON).untilAsserted(() -> assertThat(slow.error()).isSameAs(error));
    assertThat(metrics.get("ticketstream.fanout.subscriptions").gauge().value()).isZero();
  }

  @Test
  void getsTheNewestEventOfEachTicketWhenItConflates() {
    stream.begin();
    PushCollector slow = new PushCollector(1);
    open(slow, null, true);
    List<SupportTicketEvent> events = new RandomStories(44, 20).next(1_000);

    events.forEach(stream::publish);

    Map<UUID, SupportTicketEvent> newest = newestOf(events.subList(1, events.size()));
    slow.makeRoomFor(5);
    await().atMost(SOON).until(() -> slow.events().size() == 5);
    slow.makeRoomFor(Integer.MAX_VALUE);
    await().atMost(SOON).until(() -> slow.events().size() == 1 + newest.size());
    assertThat(slow.ids().subList(1, slow.ids().size()))
        .isEqualTo(newest.values().stream().map(SupportTicketEvent::eventId).toList());
    assertThat(metrics.get("ticketstream.fanout.conflated").counter().count())
        .isEqualTo(999 - newest.size());

    SupportTicketEvent news = TicketStory.of(99, CAROL).last();
    stream.publish(news);
    await().atMost(SOON).until(() -> slow.ids().getLast().equals(news.eventId()));
  }

  @Test
  void missesNothingWhenItResumesBehindAnyEventThatWasLeftByConflation() {
    stream.begin();
    PushCollector slow = new PushCollector(1);
    open(slow, null, true);
    List<SupportTicketEvent> events = new RandomStories(45, 8).next(400);
    events.forEach(stream::publish);
    slow.makeRoomFor(Integer.MAX_VALUE);
    Map<UUID, SupportTicketEvent> newest = newestOf(events.subList(1, events.size()));
    await().atMost(SOON).until(() -> slow.events().size() == 1 + newest.size());

    List<DeliveredEvent> got = slow.events();
    for (int i = 1; i < got.size(); i++) {
      PushCollector resumed = new PushCollector(Integer.MAX_VALUE);
      List<UUID> missing = slow.ids().subList(i + 1, got.size());
      open(resumed, got.get(i).cursor(), true);
      await().atMost(SOON).until(() -> resumed.events().size() == missing.size());
      assertThat(resumed.ids()).isEqualTo(missing);
      assertThat(resumed.events()).allMatch(DeliveredEvent::replayed);
    }
  }

  @Test
  void tellsOfConflatedEventsHowTheTicketStandsComparedWithBeforeTheFirst() {
    assertThat(PendingEvents.joined(MatchKind.ENTERED, MatchKind.WITHIN))
        .isEqualTo(MatchKind.ENTERED);
    assertThat(PendingEvents.joined(MatchKind.ENTERED, MatchKind.LEFT)).isEqualTo(MatchKind.LEFT);
    assertThat(PendingEvents.joined(MatchKind.WITHIN, MatchKind.LEFT)).isEqualTo(MatchKind.LEFT);
    assertThat(PendingEvents.joined(MatchKind.LEFT, MatchKind.ENTERED)).isEqualTo(MatchKind.WITHIN);
    assertThat(PendingEvents.joined(MatchKind.WITHIN, MatchKind.WITHIN))
        .isEqualTo(MatchKind.WITHIN);
  }

  @Test
  void remembersHowTheTicketStoodBeforeTheFirstOfManyConflatedEvents() {
    assertThat(conflated(MatchKind.ENTERED, MatchKind.LEFT, MatchKind.ENTERED))
        .isEqualTo(MatchKind.ENTERED);
    assertThat(conflated(MatchKind.LEFT, MatchKind.ENTERED, MatchKind.WITHIN))
        .isEqualTo(MatchKind.WITHIN);
    assertThat(conflated(MatchKind.WITHIN, MatchKind.LEFT, MatchKind.ENTERED, MatchKind.LEFT))
        .isEqualTo(MatchKind.LEFT);
  }

  private static MatchKind conflated(MatchKind... kinds) {
    StreamedEvent event =
        new StreamedEvent(
            0, 0, Instant.EPOCH, EventFacts.of(TicketStory.of(1, CAROL).last()), 1_000);
    PendingEvents pending = new PendingEvents(true);
    for (MatchKind kind : kinds) {
      pending.add(
          new PendingEvents.Pending(
              event, new Match(Exposure.STAFF, kind), StreamPosition.BEGINNING));
    }
    assertThat(pending.size()).isEqualTo(1);
    return requireNonNull(pending.poll()).match().kind();
  }

  private static Map<UUID, SupportTicketEvent> newestOf(List<SupportTicketEvent> events) {
    Map<UUID, SupportTicketEvent> newest = new LinkedHashMap<>();
    for (SupportTicketEvent event : events) {
      newest.remove(event.ticketId());
      newest.put(event.ticketId(), event);
    }
    return newest;
  }

  private Disposable open(PushCollector receiver, @Nullable String after, boolean conflate) {
    return broadcaster.open(
        new EventSubscription(ADMIN, SubscriptionFilter.ALL, after, conflate), receiver);
  }
}
