package dev.ticketstream.gateway.fanout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Gives events to a subscriber of a reactive stream. It is filled from any thread and emptied by
 * one worker as far as the subscriber has asked for events, so that no subscriber's code runs on,
 * or can hold up, the thread that reads the stream.
 */
final class OutboundBuffer implements EventReceiver, Subscription {

  private final Subscriber<? super DeliveredEvent> subscriber;
  private final Scheduler.Worker worker;
  private final FanoutMetrics metrics;
  private final int eventsMax;
  private final Duration stallTimeout;
  private final Queue<DeliveredEvent> events = new ArrayDeque<>(1);
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> awaitsRoom = new AtomicReference<>();

  private volatile @Nullable Disposable channel;
  private volatile @Nullable Throwable failure;
  private volatile boolean failAtOnce;
  private volatile boolean cancelled;
  private volatile long lastProgressNanos = System.nanoTime();
  private volatile boolean closed;

  OutboundBuffer(
      Subscriber<? super DeliveredEvent> subscriber,
      Scheduler.Worker worker,
      FanoutMetrics metrics,
      FanoutProperties properties) {
    this.subscriber = subscriber;
    this.worker = worker;
    this.metrics = metrics;
    this.eventsMax = properties.bufferEvents();
    this.stallTimeout = properties.stallTimeout();
  }

  /** Begins, with what ends the subscription. */
  void begin(Disposable subscription) {
    channel = subscription;
    long millis = Math.clamp(stallTimeout.toMillis() / 4, 1, 1_000);
    try {
      worker.schedulePeriodically(this::checkStalled, millis, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // Ended already.
    }
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
      if (events.isEmpty()) {
        lastProgressNanos = System.nanoTime();
      }
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

  /** Gives the subscriber up when it is behind and has taken nothing for too long. */
  private void checkStalled() {
    boolean behind = awaitsRoom.get() != null || failure != null;
    if (behind && !hasTakenInTime()) {
      metrics.gaveUp();
      failAtOnce(new SlowConsumerException("nothing was taken for %s".formatted(stallTimeout)));
    }
  }

  private boolean hasTakenInTime() {
    synchronized (events) {
      return events.isEmpty() || System.nanoTime() - lastProgressNanos <= stallTimeout.toNanos();
    }
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
      lastProgressNanos = System.nanoTime();
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
