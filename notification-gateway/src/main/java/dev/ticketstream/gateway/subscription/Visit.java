package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.TicketFacets;

/**
 * For which of an event's terms a bucket is looked at. A subscription that is filed under two of
 * them is passed over at the second.
 */
enum Visit {
  /** The first term of its kind. */
  FIRST,
  /** The status before the event, after that since the event. */
  STATUS_BEFORE,
  /** The priority before the event, after that since the event. */
  PRIORITY_BEFORE,
  /** The team before the event, after that since the event. */
  TEAM_BEFORE,
  /** A related user, after both teams. */
  RELATED_USER;

  /** Whether a group under this term was under an earlier one of the event too. */
  boolean repeats(Predicate predicate, EventTerms event) {
    return switch (this) {
      case FIRST -> false;
      case STATUS_BEFORE -> predicate.admits(event.after().status());
      case PRIORITY_BEFORE -> predicate.admits(event.after().priority());
      case TEAM_BEFORE -> predicate.isFiledUnderTeamOf(event.after());
      case RELATED_USER -> {
        TicketFacets before = event.before();
        yield predicate.isFiledUnderTeamOf(event.after())
            || (before != null && predicate.isFiledUnderTeamOf(before));
      }
    };
  }
}
