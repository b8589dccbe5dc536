package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.fanout.PendingEvents.Pending;
import dev.ticketstream.gateway.stream.LiveStream;
import dev.ticketstream.gateway.stream.RecentPage;
import dev.ticketstream.gateway.stream.ReplayPage;
import dev.ticketstream.gateway.stream.ReplayRequest;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings one subscription from a position in the past to the present, a page at a time and only as
 * fast as its receiver takes events: from the recent events if they reach back far enough, else
 * from Kafka. Works on one of the workers at a time, when it is woken.
 */
final class CatchUp implements Runnable {

  private final DeliveryContext context;
  private final EventChannel channel;
  private final EventReceiver receiver;
  private final StreamPosition news;
  private final PendingEvents pending;
  private final AtomicReference<@Nullable ReplayPage> arrived = new AtomicReference<>();
  private final AtomicInteger wakes = new AtomicInteger();

  private StreamPosition position;
  private long sequence;
  private Instant watermark;
  private boolean asked;
  private boolean checked;
  private boolean atEnd;

  /**
   * @param position what the subscriber has
   * @param sequence where to begin in the recent events; 0 to search
   * @param watermark the time of the newest event that the subscriber has
   * @param news events from here on count as news, not as replayed
   */
  CatchUp(
      DeliveryContext context,
      EventChannel channel,
      StreamPosition position,
      long sequence,
      Instant watermark,
      StreamPosition news) {
    this.context = context;
    this.channel = channel;
    this.receiver = channel.receiver();
    this.pending = new PendingEvents(channel.subscription().conflate());
    this.position = position;
    this.sequence = sequence;
    this.watermark = watermark;
    this.news = news;
  }

  /** Behind everything that was read and, when this has become live, handed over. */
  StreamPosition position() {
    return position;
  }

  /** Lets a worker look what there is to do. */
  void wake() {
    if (wakes.getAndIncrement() == 0) {
      schedule();
    }
  }

  @Override
  public void run() {
    int seen = wakes.get();
    boolean again;
    try {
      again = !channel.isDisposed() && step();
    } catch (RuntimeException | Error e) {
      // Errors too: nobody would wake this again, and the subscriber would wait for ever.
      channel.fail(e);
      again = false;
    }
    if (again || wakes.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  private void schedule() {
    try {
      context.workers().schedule(this);
    } catch (RejectedExecutionException _) {
      // The gateway shuts down.
    }
  }

  private void later() {
    try {
      context
          .workers()
          .schedule(
              this::wake, context.properties().retryDelay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The gateway shuts down.
    }
  }

  /**
   * Hands over what was read, reads the next page, or takes one that has arrived.
   *
   * @return whether to step on at once
   */
  private boolean step() {
    if (asked) {
      ReplayPage page = arrived.getAndSet(null);
      return page != null && take(page);
    }
    if (!receiver.hasRoom()) {
      // By then there may be newer events to conflate with.
      atEnd = false;
      receiver.whenRoom(this::wake);
      return false;
    }
    // Conflation needs to see all that is there before it hands over what is left of it.
    boolean reading = pending.isConflating() && !atEnd && hasSpace();
    if (!pending.isEmpty() && !reading) {
      handOver();
      return true;
    }
    return read();
  }

  private boolean read() {
    LiveStream live = context.live();
    if (checked || live.end().reaches(position)) {
      RecentPage page = live.read(position, sequence, context.properties().pageEvents());
      if (page != null) {
        take(page);
        return !(pending.isEmpty() && atEnd && channel.tryGoLive(this));
      }
    }
    ask(live.end());
    return false;
  }

  /**
   * Reads and hands over what is left when that is little; while the stream is held.
   *
   * @return whether there is nothing left
   */
  boolean readLast() {
    RecentPage page =
        context.live().read(position, sequence, context.properties().handoverEvents());
    if (page == null || !page.atEnd()) {
      return false;
    }
    take(page);
    handOver();
    return pending.isEmpty();
  }

  private void ask(StreamPosition until) {
    asked = true;
    boolean queued =
        context
            .replay()
            .request(
                new ReplayRequest(
                    position,
                    until,
                    watermark,
                    page -> {
                      arrived.set(page);
                      wake();
                    }));
    if (!queued) {
      asked = false;
      later();
    }
  }

  private boolean take(ReplayPage page) {
    asked = false;
    switch (page) {
      case ReplayPage.Missing(var gap) -> {
        channel.fail(gap);
        return false;
      }
      case ReplayPage.Unavailable() -> {
        later();
        return false;
      }
      case ReplayPage.Events(var events, var reached) -> {
        boolean idle = events.isEmpty() && reached.equals(position) && checked;
        take(events);
        position = position.max(reached);
        checked = true;
        atEnd = idle;
        if (idle) {
          later();
        }
        return !idle;
      }
    }
  }

  private void take(RecentPage page) {
    take(page.events());
    position = page.reached();
    sequence = page.nextSequence();
    atEnd = page.atEnd();
  }

  private void take(List<StreamedEvent> events) {
    for (StreamedEvent event : events) {
      position = position.with(event.partition(), event.offset() + 1);
      if (event.timestamp().isAfter(watermark)) {
        watermark = event.timestamp();
      }
      EventSubscription subscription = channel.subscription();
      Match match =
          context.matcher().match(subscription.viewer(), subscription.filter(), event.facts());
      if (match != null && pending.add(new Pending(event, match, position))) {
        context.metrics().conflated();
      }
    }
  }

  private void handOver() {
    int count = 0;
    while (!channel.isDisposed() && receiver.hasRoom()) {
      Pending next = pending.poll();
      if (next == null) {
        break;
      }
      StreamedEvent event = next.event();
      boolean replayed = event.offset() < news.at(event.partition());
      receiver.onCaughtUp(context.deliver(event, next.match(), next.position(), replayed));
      count++;
    }
    context.metrics().delivered(count);
  }

  private boolean hasSpace() {
    return pending.size() < context.properties().bufferEvents();
  }
}
