package dev.ticketstream.gateway.fanout;

import dev.ticketstream.gateway.stream.StreamPosition;
import dev.ticketstream.gateway.stream.StreamedEvent;
import dev.ticketstream.gateway.subscription.Match;
import dev.ticketstream.gateway.subscription.MatchKind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events that a subscription has read up and not yet handed over, in the order in which they were
 * read. When it conflates, an event takes the place of an earlier one of the same ticket: a
 * subscriber who resumes behind any event that it got still gets all that matters, since what was
 * left out before that event is followed by a newer one after it. Not for use by several threads.
 */
final class PendingEvents {

  /**
   * An event to hand over.
   *
   * @param match how it matches; after conflation, how it and those that it replaced do together
   * @param first how the first of them matched
   * @param position what the subscriber has with this event
   */
  record Pending(StreamedEvent event, Match match, MatchKind first, StreamPosition position) {

    /** For an event that replaces none. */
    Pending(StreamedEvent event, Match match, StreamPosition position) {
      this(event, match, match.kind(), position);
    }
  }

  private final boolean conflating;
  private final Map<Object, Pending> byKey = new LinkedHashMap<>();

  PendingEvents(boolean conflating) {
    this.conflating = conflating;
  }

  boolean isConflating() {
    return conflating;
  }

  /**
   * Adds an event that was read.
   *
   * @return whether it replaced another
   */
  boolean add(Pending next) {
    if (!conflating) {
      byKey.put(next.event(), next);
      return false;
    }
    UUID ticket = next.event().facts().event().ticketId();
    // Removed first, so that it goes to the end.
    Pending earlier = byKey.remove(ticket);
    byKey.put(ticket, earlier == null ? next : joined(earlier, next));
    return earlier != null;
  }

  @Nullable Pending poll() {
    Iterator<Pending> pending = byKey.values().iterator();
    if (!pending.hasNext()) {
      return null;
    }
    Pending first = pending.next();
    pending.remove();
    return first;
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  int size() {
    return byKey.size();
  }

  private static Pending joined(Pending earlier, Pending next) {
    MatchKind kind = joined(earlier.first(), next.match().kind());
    Match match = new Match(next.match().exposure(), kind);
    return new Pending(next.event(), match, earlier.first(), next.position());
  }

  /** How the ticket stands to the filter when all events are looked at as one. */
  static MatchKind joined(MatchKind first, MatchKind last) {
    return switch (last) {
      case LEFT -> MatchKind.LEFT;
      case ENTERED, WITHIN -> first == MatchKind.ENTERED ? MatchKind.ENTERED : MatchKind.WITHIN;
    };
  }
}
