package dev.ticketstream.gateway.subscription;

/** How an event stands to a filter on state, so that a list knows what to do with the ticket. */
public enum MatchKind {
  /** The ticket did not match before the event and does after it. */
  ENTERED,
  /** The ticket matched before the event and no longer does. */
  LEFT,
  /** The ticket matches before and after. */
  WITHIN
}
