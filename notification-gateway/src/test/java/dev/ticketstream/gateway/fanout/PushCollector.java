package dev.ticketstream.gateway.fanout;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A receiver that keeps what it gets, with room for as many events as it is told. */
final class PushCollector implements EventReceiver {

  private final List<DeliveredEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
  private volatile int eventsMax;
  private volatile @Nullable Error failure;
  private volatile @Nullable GroupRoute route;
  private volatile @Nullable Runnable leave;
  private volatile int together;

  PushCollector(int eventsMax) {
    this.eventsMax = eventsMax;
  }

  /** Fails with this whenever it is given an event. */
  PushCollector failingWith(Error error) {
    failure = error;
    return this;
  }

  /** Is reached by this route when it is live. */
  PushCollector by(GroupRoute common) {
    route = common;
    return this;
  }

  /** A route that hands each event to its whole audience. */
  static GroupRoute commonRoute() {
    return (event, audience) -> {
      for (int i = 0; i < audience.size(); i++) {
        ((PushCollector) audience.receiver(i)).takeTogether(event);
      }
    };
  }

  private void takeTogether(DeliveredEvent event) {
    take(event);
    together = together() + 1;
  }

  /** How many events came by the route. */
  int together() {
    return together;
  }

  /** Leaves the route. */
  void leave() {
    requireNonNull(leave).run();
  }

  @Override
  public @Nullable GroupRoute route(Runnable action) {
    leave = action;
    return route;
  }

  @Override
  public boolean hasRoom() {
    return events.size() < eventsMax;
  }

  @Override
  public void whenRoom(Runnable action) {
    waiting.set(action);
    relieve();
  }

  @Override
  public void onLive(DeliveredEvent event) {
    take(event);
  }

  @Override
  public void onCaughtUp(DeliveredEvent event) {
    take(event);
  }

  private void take(DeliveredEvent event) {
    Error thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    events.add(event);
  }

  @Override
  public void onError(Throwable reason) {
    error.set(reason);
  }

  /** Makes room for so many events in all. */
  void makeRoomFor(int all) {
    eventsMax = all;
    relieve();
  }

  List<DeliveredEvent> events() {
    return new ArrayList<>(events);
  }

  List<UUID> ids() {
    return events.stream().map(event -> event.view().eventId()).toList();
  }

  @Nullable Throwable error() {
    return error.get();
  }

  private void relieve() {
    if (hasRoom()) {
      Runnable action = waiting.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
  }
}
