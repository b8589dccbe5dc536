package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.fanout.DeliveredEvent;
import dev.ticketstream.gateway.fanout.EventReceiver;
import dev.ticketstream.gateway.fanout.EventSubscription;
import dev.ticketstream.gateway.fanout.GroupRoute;
import dev.ticketstream.gateway.fanout.TicketEventStreams;
import dev.ticketstream.gateway.wire.Multicast;
import dev.ticketstream.gateway.wire.ResultSink;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One subscription: shows its events by its view to its sink. */
final class ViewSubscription implements EventReceiver, Disposable {

  private static final AtomicIntegerFieldUpdater<ViewSubscription> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(ViewSubscription.class, "ended");

  private final SharedView view;
  private final SharedViews views;
  private final ResultSink sink;
  private final Function<Throwable, Throwable> failures;
  private volatile @Nullable Disposable events;
  private volatile int ended;

  ViewSubscription(
      SharedView view,
      SharedViews views,
      ResultSink sink,
      Function<Throwable, Throwable> failures) {
    this.view = view;
    this.views = views;
    this.sink = sink;
    this.failures = failures;
  }

  void open(TicketEventStreams streams, EventSubscription subscription) {
    Disposable opened = streams.open(subscription, this);
    events = opened;
    if (isDisposed()) {
      opened.dispose();
    }
  }

  @Override
  public boolean hasRoom() {
    return sink.hasRoom();
  }

  @Override
  public void whenRoom(Runnable action) {
    sink.whenRoom(action);
  }

  @Override
  public @Nullable GroupRoute route(Runnable leave) {
    Multicast multicast = sink.multicast(leave);
    return multicast == null ? null : new ViewRoute(view, multicast);
  }

  ResultSink sink() {
    return sink;
  }

  @Override
  public void onLive(DeliveredEvent event) {
    sink.nextOfMany(event.prepared(view));
  }

  @Override
  public void onCaughtUp(DeliveredEvent event) {
    // Its cursor is this subscription's own, so there is nobody to share the result with.
    sink.next(view.prepare(event));
  }

  @Override
  public void onError(Throwable error) {
    if (end()) {
      sink.error(failures.apply(error));
    }
  }

  @Override
  public void dispose() {
    Disposable open = events;
    if (open != null) {
      open.dispose();
    }
    end();
  }

  @Override
  public boolean isDisposed() {
    return ended != 0;
  }

  private boolean end() {
    boolean first = ENDED.compareAndSet(this, 0, 1);
    if (first) {
      views.leave(view);
    }
    return first;
  }
}
