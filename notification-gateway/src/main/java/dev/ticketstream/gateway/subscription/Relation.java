package dev.ticketstream.gateway.subscription;

/** What a ticket is to the subscriber. */
public enum Relation {
  /** The subscriber created it. */
  CREATED,
  /** It is assigned to the subscriber. */
  ASSIGNED,
  /** The subscriber watches it. */
  WATCHED
}
