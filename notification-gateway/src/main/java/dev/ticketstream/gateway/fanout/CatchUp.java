package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.stream.LiveStream;
import dev.ticketstream.gateway.stream.RecentPage;
import dev.ticketstream.gateway.stream.ReplayPage;
import dev.ticketstream.gateway.stream.ReplayRequest;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings one subscription from a position in the past to the present, a page at a time and only as
 * fast as its subscriber takes events: from the recent events if they reach back far enough, else
 * from Kafka. Used by the subscription's worker only.
 */
final class CatchUp {

  private final DeliveryContext context;
  private final EventChannel channel;
  private final StreamPosition news;
  private final AtomicReference<@Nullable ReplayPage> arrived = new AtomicReference<>();

  private StreamPosition position;
  private long sequence;
  private Instant watermark;
  private boolean asked;
  private boolean checked;

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
    this.position = position;
    this.sequence = sequence;
    this.watermark = watermark;
    this.news = news;
  }

  StreamPosition position() {
    return position;
  }

  /**
   * Reads the next page, or takes one that has arrived.
   *
   * @return whether to step on at once when the subscriber still wants more
   */
  boolean step() {
    if (asked) {
      ReplayPage page = arrived.getAndSet(null);
      return page != null && take(page);
    }
    LiveStream live = context.live();
    if (checked || live.end().reaches(position)) {
      RecentPage page = live.read(position, sequence, context.properties().pageEvents());
      if (page != null) {
        take(page);
        return !(page.atEnd() && channel.tryGoLive(this));
      }
    }
    ask(live.end());
    return false;
  }

  /**
   * Reads what is left when that is little; while the stream is held.
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
    return true;
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
                      channel.buffer().drain();
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
        return true;
      }
      case ReplayPage.Unavailable() -> {
        later();
        return false;
      }
      case ReplayPage.Events(var events, var reached) -> {
        boolean idle = events.isEmpty() && reached.equals(position) && checked;
        deliver(events);
        position = position.max(reached);
        checked = true;
        if (idle) {
          later();
        }
        return !idle;
      }
    }
  }

  private void take(RecentPage page) {
    deliver(page.events());
    position = page.reached();
    sequence = page.nextSequence();
  }

  private void deliver(List<StreamedEvent> events) {
    List<DeliveredEvent> matching = new ArrayList<>();
    for (StreamedEvent event : events) {
      position = position.with(event.partition(), event.offset() + 1);
      if (event.timestamp().isAfter(watermark)) {
        watermark = event.timestamp();
      }
      Match match = context.matcher().match(channel.viewer(), channel.filter(), event.facts());
      if (match != null) {
        boolean replayed = event.offset() < news.at(event.partition());
        matching.add(context.deliver(event, match, position, replayed));
      }
    }
    if (!matching.isEmpty()) {
      channel.buffer().addAll(matching);
    }
  }

  private void later() {
    channel.buffer().drainAfter(context.properties().retryDelay().toMillis());
  }
}
