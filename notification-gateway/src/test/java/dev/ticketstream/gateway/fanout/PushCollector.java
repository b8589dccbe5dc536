package dev.ticketstream.gateway.fanout;

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

  PushCollector(int eventsMax) {
    this.eventsMax = eventsMax;
  }

  /** Fails with this whenever it is given an event. */
  PushCollector failingWith(Error error) {
    failure = error;
    return this;
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
