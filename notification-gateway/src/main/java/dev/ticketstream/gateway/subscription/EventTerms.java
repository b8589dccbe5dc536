package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.TicketFacets;
import org.jspecify.annotations.Nullable;

/**
 * What all predicates ask of an event, taken from it once.
 *
 * @param type what happened
 * @param internal whether only staff may know of it
 * @param before the ticket before, if it was there
 * @param after the ticket after
 */
record EventTerms(
    EventType type, boolean internal, @Nullable TicketFacets before, TicketFacets after) {

  static EventTerms of(EventFacts facts) {
    return new EventTerms(
        facts.event().eventType(), facts.event().internal(), facts.event().before(), facts.after());
  }
}
