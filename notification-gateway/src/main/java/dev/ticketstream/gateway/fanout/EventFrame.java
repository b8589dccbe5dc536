package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.gateway.stream.Cursor;
import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.MatchKind;
import org.jspecify.annotations.Nullable;

/**
 * A live event on its way to all its subscribers: those who match alike and may see the same share
 * one object, and all share one cursor, which is sealed when the first one matches.
 */
final class EventFrame {

  private static final int EXPOSURES = Exposure.values().length;
  private static final int KINDS = MatchKind.values().length;

  private final DeliveryContext context;
  private final StreamedEvent event;
  private final @Nullable DeliveredEvent[] delivered = new DeliveredEvent[EXPOSURES * KINDS];
  private @Nullable String cursor;
  private @Nullable StreamPosition position;
  private int accepted;

  EventFrame(DeliveryContext context, StreamedEvent event) {
    this.context = context;
    this.event = event;
  }

  StreamedEvent event() {
    return event;
  }

  /** The live stream's position, behind this event. */
  StreamPosition position() {
    StreamPosition known = position;
    if (known == null) {
      known = context.live().end();
      position = known;
    }
    return known;
  }

  /** The event for subscribers who have everything before the live stream's position. */
  DeliveredEvent delivered(Match match) {
    int index = match.exposure().ordinal() * KINDS + match.kind().ordinal();
    DeliveredEvent known = delivered[index];
    if (known == null) {
      known =
          new DeliveredEvent(
              event.view(context.redactor(), match.exposure()), match.kind(), cursor(), false);
      delivered[index] = known;
    }
    return known;
  }

  /** Notes that receivers got it. */
  void accept(int receivers) {
    accepted += receivers;
  }

  /** How many receivers got it. */
  int accepted() {
    return accepted;
  }

  private String cursor() {
    String sealed = cursor;
    if (sealed == null) {
      sealed = context.sealer().seal(new Cursor(context.topicId(), position(), event.timestamp()));
      cursor = sealed;
    }
    return sealed;
  }
}
