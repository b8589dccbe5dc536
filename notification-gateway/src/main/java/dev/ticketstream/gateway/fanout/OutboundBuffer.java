package dev.ticketstream.gateway.fanout;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * The events that wait for one subscriber. It is filled from any thread and emptied by one worker
 * as far as the subscriber has asked for events, so that no subscriber's code runs on, or can hold
 * up, the thread that reads the stream.
 */
final class OutboundBuffer {

  /** Whose buffer it is. All calls come from the worker, one at a time. */
  interface Owner {

    /**
     * The buffer is empty and the subscriber wants more.
     *
     * @return whether something may have changed and the buffer should look again
     */
    boolean onHungry();

    /** The subscriber has got its last signal, or went away. */
    void onClosed();
  }

  private final Subscriber<? super DeliveredEvent> subscriber;
  private final Scheduler.Worker worker;
  private final Owner owner;
  private final FanoutMetrics metrics;
  private final int eventsMax;
  private final Queue<DeliveredEvent> events = new ArrayDeque<>(1);
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger pending = new AtomicInteger();

  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;
  private volatile boolean failAtOnce;
  private volatile long lastProgressNanos = System.nanoTime();
  private volatile boolean closed;

  OutboundBuffer(
      Subscriber<? super DeliveredEvent> subscriber,
      Scheduler.Worker worker,
      Owner owner,
      FanoutMetrics metrics,
      int eventsMax) {
    this.subscriber = subscriber;
    this.worker = worker;
    this.owner = owner;
    this.metrics = metrics;
    this.eventsMax = eventsMax;
  }

  /** Adds an event; tells whether there was room for it. */
  boolean offer(DeliveredEvent event) {
    synchronized (events) {
      if (events.size() >= eventsMax) {
        return false;
      }
      add(event);
    }
    drain();
    return true;
  }

  /** Adds events that were asked for, whether there is room or not. */
  void addAll(List<DeliveredEvent> page) {
    synchronized (events) {
      page.forEach(this::add);
    }
    drain();
  }

  void request(long n) {
    requested.accumulateAndGet(n, Operators::addCap);
    drain();
  }

  void cancel() {
    cancelled = true;
    drain();
  }

  /** Ends the subscription once the events that wait are delivered. */
  void fail(Throwable error) {
    if (failure == null) {
      failure = error;
    }
    drain();
  }

  /** Ends the subscription and drops the events that wait. */
  void failAtOnce(Throwable error) {
    failAtOnce = true;
    fail(error);
  }

  /** For how long the subscriber has taken nothing though something waits; 0 if nothing does. */
  long stalledNanos() {
    synchronized (events) {
      return events.isEmpty() ? 0 : System.nanoTime() - lastProgressNanos;
    }
  }

  /** Lets the worker look what there is to do. */
  void drain() {
    if (pending.getAndIncrement() == 0) {
      schedule();
    }
  }

  /** The same, a little later. */
  void drainAfter(long delayMillis) {
    try {
      worker.schedule(this::drain, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      closed();
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

  private void add(DeliveredEvent event) {
    if (events.isEmpty()) {
      lastProgressNanos = System.nanoTime();
    }
    events.add(event);
  }

  private void run() {
    int seen = pending.get();
    boolean again;
    try {
      again = emit();
    } catch (Throwable e) {
      Exceptions.throwIfFatal(e);
      failAtOnce(e);
      again = true;
    }
    if (again) {
      schedule();
    } else if (pending.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  /** Delivers what there is; tells whether there may be more to do at once. */
  private boolean emit() {
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
      metrics.delivered(emitted);
      requested.accumulateAndGet(
          emitted, (open, taken) -> open == Long.MAX_VALUE ? open : open - taken);
    }
    return !finished() && requested.get() > 0 && isEmpty() && owner.onHungry();
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
    owner.onClosed();
    worker.dispose();
  }
}
