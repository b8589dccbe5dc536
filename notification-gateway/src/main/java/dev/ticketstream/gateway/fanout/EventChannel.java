package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.fanout.FanoutMetrics.ReplayOutcome;
import dev.ticketstream.gateway.fanout.ReplayGapException.Reason;
import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.StreamGap;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.SubscriptionFilter;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * One subscription. It is either live, when it is in the index and gets events as they arrive, or
 * it catches up, when it reads events at its subscriber's pace; it goes over from catching up to
 * live while the stream is held, and back when its buffer is full. It never misses an event: only
 * the place changes from which the next one comes.
 *
 * <p>What is marked "while held" runs while the stream is held ({@code LiveStream}), by the
 * stream's thread or by {@code LiveStream.whileHeld}.
 */
final class EventChannel implements Subscription, OutboundBuffer.Owner {

  private final DeliveryContext context;
  private final Viewer viewer;
  private final SubscriptionFilter filter;
  private final @Nullable Cursor after;
  private final OutboundBuffer buffer;
  private final Runnable whenClosed;

  private volatile @Nullable CatchUp catchUp;
  private volatile boolean closed;
  private volatile boolean resumed;
  private boolean begun;

  /** What is before it, the subscriber has, though the stream has not got there; while held. */
  private @Nullable StreamPosition floor;

  EventChannel(
      DeliveryContext context,
      Viewer viewer,
      SubscriptionFilter filter,
      @Nullable Cursor after,
      Subscriber<? super DeliveredEvent> subscriber,
      Scheduler.Worker worker,
      Runnable whenClosed) {
    this.context = context;
    this.viewer = viewer;
    this.filter = filter;
    this.after = after;
    this.whenClosed = whenClosed;
    this.buffer =
        new OutboundBuffer(
            subscriber, worker, this, context.metrics(), context.properties().bufferEvents());
  }

  Viewer viewer() {
    return viewer;
  }

  SubscriptionFilter filter() {
    return filter;
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
      catchUp = new CatchUp(context, this, after.position(), 0, after.watermark(), news);
      buffer.drain();
    }
  }

  /** Takes a live event; while held. */
  void accept(EventFrame frame, Match match) {
    StreamedEvent event = frame.event();
    StreamPosition served = floor;
    if (served != null && event.offset() < served.at(event.partition())) {
      return;
    }
    DeliveredEvent delivered;
    if (served == null || frame.position().reaches(served)) {
      floor = null;
      delivered = frame.delivered(match);
    } else {
      delivered = context.deliver(event, match, frame.position().max(served), false);
    }
    if (!buffer.offer(delivered)) {
      fallBehind(frame);
    }
  }

  /**
   * Becomes live when the stream's position is within reach of what {@code reader} has read; from
   * the worker.
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
                  catchUp = null;
                  goLive(reader.position());
                  return true;
                });
    if (live && after != null && !resumed) {
      resumed = true;
      context.metrics().replayed(ReplayOutcome.RESUMED);
    }
    return live;
  }

  OutboundBuffer buffer() {
    return buffer;
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
    leave();
    buffer.fail(new ReplayGapException(reason, gap.from(), gap.to()));
  }

  /** Ends at once because of a fault in handing on an event. */
  void fail(RuntimeException error) {
    leave();
    buffer.failAtOnce(error);
  }

  /** Gives the subscriber up when it is behind and has taken nothing for too long. */
  void checkStalled() {
    long limit = context.properties().stallTimeout().toNanos();
    if ((catchUp != null || closed) && buffer.stalledNanos() > limit) {
      context.metrics().gaveUp();
      leave();
      buffer.failAtOnce(
          new SlowConsumerException(
              "nothing was taken for %s".formatted(context.properties().stallTimeout())));
    }
  }

  @Override
  public void request(long n) {
    if (Operators.validate(n)) {
      buffer.request(n);
    }
  }

  @Override
  public void cancel() {
    leave();
    buffer.cancel();
  }

  @Override
  public boolean onHungry() {
    CatchUp reader = catchUp;
    return reader != null && !closed && reader.step();
  }

  @Override
  public void onClosed() {
    leave();
    if (after != null && !resumed) {
      context.metrics().replayed(ReplayOutcome.ABANDONED);
    }
    whenClosed.run();
  }

  private void goLive(StreamPosition position) {
    floor = context.live().end().reaches(position) ? null : position;
    context.index().add(this, viewer, filter);
    if (closed) {
      // It was closed in between, and may have left before it was added.
      context.index().remove(this);
    }
  }

  /** Reads what does not fit into the buffer later; while held. */
  private void fallBehind(EventFrame frame) {
    StreamedEvent event = frame.event();
    StreamPosition position = frame.position().with(event.partition(), event.offset());
    if (floor != null) {
      position = position.max(floor);
    }
    context.index().remove(this);
    context.metrics().fellBehind();
    catchUp =
        new CatchUp(
            context,
            this,
            position,
            context.live().nextSequence() - 1,
            event.timestamp(),
            StreamPosition.BEGINNING);
    buffer.drain();
  }

  private void leave() {
    closed = true;
    context.index().remove(this);
  }
}
