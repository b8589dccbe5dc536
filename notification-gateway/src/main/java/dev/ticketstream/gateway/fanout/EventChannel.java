package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.fanout.FanoutMetrics.ReplayOutcome;
import dev.ticketstream.gateway.fanout.ReplayGapException.Reason;
import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.StreamGap;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * One subscription. It is either live, when it is in the index and gets events as they arrive, or
 * it catches up, when it reads events at its receiver's pace; it goes over from catching up to live
 * while the stream is held, and back when its receiver has no room. It never misses an event: only
 * the place changes from which the next one comes.
 *
 * <p>What is marked "while held" runs while the stream is held ({@code LiveStream}), by the
 * stream's thread or by {@code LiveStream.whileHeld}. A live subscription has no thread and no
 * queue of its own: there are very many.
 */
final class EventChannel implements Disposable {

  /**
   * After so many events that it had room for, a receiver is looked for a route: one that seldom
   * gets any has nothing to gain, and one that has just caught up has yet to show that it keeps up.
   */
  private static final int EVENTS_UNTIL_ROUTE = 64;

  private final DeliveryContext context;
  private final EventSubscription subscription;
  private final @Nullable Cursor after;
  private final EventReceiver receiver;

  private volatile boolean closed;
  private volatile boolean resumed;
  private boolean begun;

  /** What is before it, the subscriber has, though the stream has not got there; while held. */
  private @Nullable StreamPosition floor;

  /** Events handed over one by one since it was last looked for a route; while held. */
  private int alone;

  /** Whether it is on a common route; guarded by this. */
  private boolean routed;

  /**
   * @param after where the subscriber is; {@code null} to begin now
   */
  EventChannel(
      DeliveryContext context,
      EventSubscription subscription,
      @Nullable Cursor after,
      EventReceiver receiver) {
    this.context = context;
    this.subscription = subscription;
    this.after = after;
    this.receiver = receiver;
  }

  EventSubscription subscription() {
    return subscription;
  }

  EventReceiver receiver() {
    return receiver;
  }

  /** Begins, now that the stream's place is known; while held. */
  void begin() {
    if (begun) {
      return;
    }
    begun = true;
    StreamPosition news = context.live().liveFrom().max(context.live().end());
    if (after == null) {
      goLive(news);
    } else if (!after.topicId().equals(context.topicId())) {
      fail(new StreamGap(StreamGap.Cause.FOREIGN, after.watermark(), context.clock().instant()));
    } else {
      new CatchUp(context, this, after.position(), 0, after.watermark(), news).wake();
    }
  }

  /** Takes a live event; while held. */
  void accept(EventFrame frame, Match match) {
    StreamPosition served = floor;
    if (served != null) {
      StreamedEvent event = frame.event();
      if (event.offset() < served.at(event.partition())) {
        return;
      }
      if (frame.position().reaches(served)) {
        floor = null;
        served = null;
      }
    }
    if (!receiver.hasRoom()) {
      fallBehind(frame);
      return;
    }
    frame.accept(1);
    if (served == null) {
      receiver.onLive(frame.delivered(match));
      alone++;
      if (alone >= EVENTS_UNTIL_ROUTE) {
        joinRoute();
      }
    } else {
      receiver.onLive(context.deliver(frame.event(), match, frame.position().max(served), false));
    }
  }

  /**
   * Becomes live when the stream's position is within reach of what {@code reader} has read; from a
   * worker.
   *
   * @return whether it is live now
   */
  boolean tryGoLive(CatchUp reader) {
    boolean live =
        context
            .live()
            .whileHeld(
                () -> {
                  if (!reader.readLast()) {
                    return false;
                  }
                  goLive(reader.position());
                  return true;
                });
    if (live && after != null && !resumed) {
      resumed = true;
      context.metrics().replayed(ReplayOutcome.RESUMED);
    }
    return live;
  }

  /** Ends because events are missing. */
  void fail(StreamGap gap) {
    Reason reason =
        switch (gap.cause()) {
          case EXPIRED -> Reason.REPLAY_EXPIRED;
          case FOREIGN -> Reason.REPLAY_FOREIGN;
        };
    if (after != null && !resumed) {
      resumed = true;
      context
          .metrics()
          .replayed(
              switch (gap.cause()) {
                case EXPIRED -> ReplayOutcome.EXPIRED;
                case FOREIGN -> ReplayOutcome.FOREIGN;
              });
    }
    fail(new ReplayGapException(reason, gap.from(), gap.to()));
  }

  /** Ends for a reason that the receiver is told. */
  void fail(Throwable error) {
    if (leave()) {
      receiver.onError(error);
    }
  }

  /** Ends without a signal: the subscriber is gone, or does not want more. */
  @Override
  public void dispose() {
    leave();
  }

  @Override
  public boolean isDisposed() {
    return closed;
  }

  private void goLive(StreamPosition position) {
    floor = context.live().end().reaches(position) ? null : position;
    alone = 0;
    synchronized (this) {
      routed = false;
      context.index().add(this, subscription.viewer(), subscription.filter());
    }
    if (closed) {
      // It was closed in between, and may have left before it was added.
      context.index().remove(this);
    }
  }

  /** Is handed events together with others from now on, if there is a way; while held. */
  private synchronized void joinRoute() {
    alone = 0;
    GroupRoute route = routed ? null : receiver.route(this::leaveRoute);
    if (route != null) {
      routed = true;
      context.index().reroute(this, route);
    }
  }

  private synchronized void leaveRoute() {
    if (routed) {
      routed = false;
      context.index().reroute(this, null);
    }
  }

  /** Reads what the receiver has no room for later; while held. */
  private void fallBehind(EventFrame frame) {
    StreamedEvent event = frame.event();
    StreamPosition position = frame.position().with(event.partition(), event.offset());
    if (floor != null) {
      position = position.max(floor);
    }
    context.index().remove(this);
    context.metrics().fellBehind();
    new CatchUp(
            context,
            this,
            position,
            context.live().nextSequence() - 1,
            event.timestamp(),
            StreamPosition.BEGINNING)
        .wake();
  }

  private synchronized boolean enterClosed() {
    if (closed) {
      return false;
    }
    closed = true;
    return true;
  }

  private boolean leave() {
    boolean left = enterClosed();
    context.index().remove(this);
    if (left) {
      context.channels().remove(this);
      if (after != null && !resumed) {
        context.metrics().replayed(ReplayOutcome.ABANDONED);
      }
    }
    return left;
  }
}
