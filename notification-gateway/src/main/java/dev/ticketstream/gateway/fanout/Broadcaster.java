package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.InvalidCursorException;
import dev.ticketstream.gateway.stream.StreamGap;
import dev.ticketstream.gateway.stream.StreamListener;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.Run;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Hands every event of the live stream to the subscriptions that it is for, on the stream's thread:
 * matching, and one call for each group of equal subscriptions, or of each receiver. Who catches up
 * does so on the workers.
 */
final class Broadcaster implements TicketEventStreams, StreamListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Broadcaster.class);

  /** One subscription's own accounting is exact, and for one as fast. */
  private static final int GROUP_MIN = 2;

  private final DeliveryContext context;
  private final DeliveryPace pace;

  Broadcaster(DeliveryContext context, DeliveryPace pace) {
    this.context = context;
    this.pace = pace;
  }

  @Override
  public Disposable open(EventSubscription subscription, EventReceiver receiver) {
    Cursor after;
    try {
      after = cursor(subscription.after());
    } catch (InvalidCursorException e) {
      log.debug("Refused a cursor", e);
      refuse(receiver);
      return Disposables.disposed();
    }
    EventChannel channel = new EventChannel(context, subscription, after, receiver);
    context.channels().add(channel);
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
    return channel;
  }

  @Override
  public void onBegin() {
    context.channels().forEach(EventChannel::begin);
  }

  @Override
  public void awaitRoom() {
    pace.awaitRoom();
  }

  @Override
  public void onEvent(StreamedEvent event) {
    try {
      handOn(event);
    } catch (RuntimeException | Error e) {
      log.error("Handing on an event failed; all subscriptions are ended", e);
      DeliveryFailedException failure = new DeliveryFailedException(e);
      context.channels().forEach(channel -> channel.fail(failure));
    }
  }

  private void handOn(StreamedEvent event) {
    EventFrame frame = new EventFrame(context, event);
    int matched = 0;
    for (Run<EventChannel> run : context.index().match(event.facts())) {
      matched += run.size();
      hand(run, frame);
    }
    if (matched > 0) {
      pace.handOver();
      context.metrics().matched(matched);
      context.metrics().delivered(frame.accepted());
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
    context.channels().forEach(channel -> channel.fail(gap));
  }

  /** Ends all subscriptions without a signal: their connections are gone by then. */
  @Override
  public void close() {
    context.channels().forEach(EventChannel::dispose);
    context.workers().dispose();
  }

  /** How many subscriptions are live. */
  int indexSize() {
    return context.index().size();
  }

  private static void hand(Run<EventChannel> run, EventFrame frame) {
    if (run.size() >= GROUP_MIN && run.route() instanceof GroupRoute route) {
      try {
        route.onLive(frame.delivered(run.match()), new Audience(run));
        frame.accept(run.size());
      } catch (RuntimeException | Error e) {
        log.error("Handing on an event failed; its subscriptions are ended", e);
        for (int i = 0; i < run.size(); i++) {
          run.subscription(i).fail(e);
        }
      }
    } else {
      for (int i = 0; i < run.size(); i++) {
        hand(run.subscription(i), run.match(), frame);
      }
    }
  }

  private static void hand(EventChannel channel, Match match, EventFrame frame) {
    try {
      channel.accept(frame, match);
    } catch (RuntimeException | Error e) {
      log.error("Handing on an event failed; its subscription is ended", e);
      channel.fail(e);
    }
  }

  private @Nullable Cursor cursor(@Nullable String after) throws InvalidCursorException {
    return after == null ? null : context.sealer().open(after);
  }

  private void refuse(EventReceiver receiver) {
    context.metrics().replayed(FanoutMetrics.ReplayOutcome.FOREIGN);
    receiver.onError(
        new ReplayGapException(
            ReplayGapException.Reason.REPLAY_FOREIGN, null, context.clock().instant()));
  }
}
