package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.CursorSealer;
import dev.ticketstream.gateway.stream.KafkaReplay;
import dev.ticketstream.gateway.stream.LiveStream;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.SubscriptionIndex;
import dev.ticketstream.gateway.subscription.SubscriptionMatcher;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import reactor.core.scheduler.Scheduler;

/**
 * What all subscriptions share.
 *
 * @param index the subscriptions that are live
 * @param channels all open subscriptions; a concurrent set
 * @param workers run what catches up
 */
record DeliveryContext(
    LiveStream live,
    KafkaReplay replay,
    CursorSealer sealer,
    SubscriptionMatcher matcher,
    EventRedactor redactor,
    SubscriptionIndex<EventChannel> index,
    Set<EventChannel> channels,
    Scheduler workers,
    FanoutProperties properties,
    FanoutMetrics metrics,
    Clock clock) {

  /** Kafka's id of the topic; must not be asked for before the stream has begun. */
  UUID topicId() {
    UUID id = live.topicId();
    if (id == null) {
      throw new IllegalStateException("the stream has not begun");
    }
    return id;
  }

  /**
   * An event for a subscriber whose place in the topic is its own.
   *
   * @param position what the subscriber has with this event
   */
  DeliveredEvent deliver(
      StreamedEvent event, Match match, StreamPosition position, boolean replayed) {
    return new DeliveredEvent(
        event.view(redactor, match.exposure()),
        match.kind(),
        sealer.seal(new Cursor(topicId(), position, event.timestamp())),
        replayed);
  }
}
