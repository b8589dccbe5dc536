package dev.ticketstream.gateway.fanout;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A subscription as a reactive stream. It is filled from any thread and emptied by one worker as
 * far as the subscriber has asked for events.
 */
final class EventFlux implements EventReceiver, Subscription {

  private final Subscriber<? super DeliveredEvent> subscriber;
  private final Scheduler.Worker worker = Schedulers.parallel().createWorker();
  private final int eventsMax;
  private final Queue<DeliveredEvent> events = new ArrayDeque<>(1);
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> awaitsRoom = new AtomicReference<>();

  private volatile @Nullable Disposable channel;
  private volatile @Nullable Throwable failure;
  private volatile boolean failAtOnce;
  private volatile boolean cancelled;
  private volatile boolean closed;

  private EventFlux(Subscriber<? super DeliveredEvent> subscriber, int eventsMax) {
    this.subscriber = subscriber;
    this.eventsMax = eventsMax;
  }

  /** The subscription's events. */
  static Flux<DeliveredEvent> of(
      TicketEventStreams streams, EventSubscription subscription, int eventsMax) {
    return Flux.from(
        subscriber -> {
          EventFlux events = new EventFlux(subscriber, eventsMax);
          subscriber.onSubscribe(events);
          events.begin(streams.open(subscription, events));
        });
  }

  private void begin(Disposable subscription) {
    channel = subscription;
    if (closed) {
      subscription.dispose();
    }
  }

  @Override
  public boolean hasRoom() {
    synchronized (events) {
      return events.size() < eventsMax;
    }
  }

  @Override
  public void whenRoom(Runnable action) {
    awaitsRoom.set(action);
    drain();
  }

  @Override
  public void onLive(DeliveredEvent event) {
    onCaughtUp(event);
  }

  @Override
  public void onCaughtUp(DeliveredEvent event) {
    synchronized (events) {
      if (closed) {
        return;
      }
      if (events.isEmpty()) {}
      events.add(event);
    }
    drain();
  }

  @Override
  public void onError(Throwable error) {
    failure = error;
    drain();
  }

  @Override
  public void request(long n) {
    if (Operators.validate(n)) {
      requested.accumulateAndGet(n, Operators::addCap);
      drain();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    drain();
  }

  private void failAtOnce(Throwable error) {
    failAtOnce = true;
    failure = error;
    drain();
  }

  private void drain() {
    if (pending.getAndIncrement() == 0) {
      schedule();
    }
  }

  private void schedule() {
    try {
      worker.schedule(this::run);
    } catch (RejectedExecutionException e) {
      // Only after close, or when the gateway shuts down.
      closed();
    }
  }

  private void run() {
    int seen = pending.get();
    try {
      emit();
    } catch (Throwable e) {
      Exceptions.throwIfFatal(e);
      failAtOnce(e);
    }
    if (pending.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  private void emit() {
    long demand = requested.get();
    long emitted = 0;
    while (!finished() && emitted < demand) {
      DeliveredEvent event;
      synchronized (events) {
        event = events.poll();
      }
      if (event == null) {
        break;
      }
      subscriber.onNext(event);
      emitted++;
    }
    if (emitted > 0) {
      long taken = emitted;
      requested.updateAndGet(open -> open == Long.MAX_VALUE ? open : open - taken);
    }
    if (!finished() && hasRoom()) {
      Runnable action = awaitsRoom.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
  }

  private boolean finished() {
    Throwable error = failure;
    if (closed || cancelled) {
      closed();
    } else if (error != null && (failAtOnce || isEmpty())) {
      closed();
      subscriber.onError(error);
    }
    return closed;
  }

  private boolean isEmpty() {
    synchronized (events) {
      return events.isEmpty();
    }
  }

  private void closed() {
    synchronized (events) {
      if (closed) {
        return;
      }
      closed = true;
      events.clear();
    }
    Disposable open = channel;
    if (open != null) {
      open.dispose();
    }
    worker.dispose();
  }
}
