package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.InvalidCursorException;
import dev.ticketstream.gateway.stream.StreamGap;
import dev.ticketstream.gateway.stream.StreamListener;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.SubscriptionIndex.Found;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Hands every event of the live stream to the subscriptions that it is for. On the stream's thread
 * it only matches and fills buffers; subscribers run on the scheduler's threads.
 */
final class Broadcaster implements TicketEventStreams, StreamListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Broadcaster.class);
  private static final Duration STALL_CHECK_MAX = Duration.ofSeconds(1);

  private final DeliveryContext context;
  private final Set<EventChannel> channels;
  private final Scheduler scheduler;
  private final Disposable stallCheck;

  /**
   * @param channels a concurrent set that this broadcaster fills with the open subscriptions
   * @param scheduler runs the subscribers
   */
  Broadcaster(DeliveryContext context, Set<EventChannel> channels, Scheduler scheduler) {
    this.context = context;
    this.channels = channels;
    this.scheduler = scheduler;
    Duration interval = context.properties().stallTimeout().dividedBy(4);
    long millis = Math.min(STALL_CHECK_MAX.toMillis(), Math.max(1, interval.toMillis()));
    this.stallCheck =
        scheduler.schedulePeriodically(
            () -> channels.forEach(EventChannel::checkStalled),
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public Flux<DeliveredEvent> subscribe(EventSubscription subscription) {
    return Flux.from(subscriber -> open(subscription, subscriber));
  }

  @Override
  public void onBegin() {
    channels.forEach(EventChannel::begin);
  }

  @Override
  public void onEvent(StreamedEvent event) {
    List<Found<EventChannel>> found = context.index().match(event.facts());
    if (!found.isEmpty()) {
      context.metrics().matched(found.size());
      EventFrame frame = new EventFrame(context, event);
      for (Found<EventChannel> entry : found) {
        hand(entry, frame);
      }
    }
    if (event.offset() >= context.live().liveFrom().at(event.partition())) {
      context
          .metrics()
          .handedOn(
              Duration.between(event.facts().event().occurredAt(), context.clock().instant()));
    }
  }

  @Override
  public void onGap(StreamGap gap) {
    channels.forEach(channel -> channel.fail(gap));
  }

  /** Ends all subscriptions without a signal: their connections are gone by then. */
  @Override
  public void close() {
    stallCheck.dispose();
    channels.forEach(EventChannel::cancel);
    scheduler.dispose();
  }

  /** How many subscriptions are live. */
  int indexSize() {
    return context.index().size();
  }

  private static void hand(Found<EventChannel> entry, EventFrame frame) {
    try {
      entry.subscription().accept(frame, entry.match());
    } catch (RuntimeException e) {
      log.error("Handing on an event failed; its subscription is ended", e);
      entry.subscription().fail(e);
    }
  }

  private void open(EventSubscription subscription, Subscriber<? super DeliveredEvent> subscriber) {
    Cursor after;
    try {
      after = cursor(subscription.after());
    } catch (InvalidCursorException e) {
      log.debug("Refused a cursor", e);
      refuse(subscriber);
      return;
    }
    EventChannel[] holder = new EventChannel[1];
    EventChannel channel =
        new EventChannel(
            context,
            subscription.viewer(),
            subscription.filter(),
            after,
            subscriber,
            scheduler.createWorker(),
            () -> channels.remove(holder[0]));
    holder[0] = channel;
    channels.add(channel);
    subscriber.onSubscribe(channel);
    context
        .live()
        .whileHeld(
            () -> {
              if (context.live().topicId() == null) {
                return false;
              }
              channel.begin();
              return true;
            });
  }

  private @Nullable Cursor cursor(@Nullable String after) throws InvalidCursorException {
    return after == null ? null : context.sealer().open(after);
  }

  private void refuse(Subscriber<? super DeliveredEvent> subscriber) {
    context.metrics().replayed(FanoutMetrics.ReplayOutcome.FOREIGN);
    Flux.<DeliveredEvent>error(
            new ReplayGapException(
                ReplayGapException.Reason.REPLAY_FOREIGN, null, context.clock().instant()))
        .subscribe(subscriber);
  }
}
