package dev.ticketstream.gateway.subscription;

/** How an event stands to a filter on state, so that a list knows what to do with the ticket. */
public enum MatchKind {
  /** The ticket did not match before the event and does after it. */
  ENTERED,
  /** The ticket matched before the event and no longer does. */
  LEFT,
  /** The ticket matches before and after. */
  WITHIN;

  /**
   * @param before whether the ticket was listed before the event
   * @param after whether it is after it
   */
  static MatchKind of(boolean before, boolean after) {
    if (before == after) {
      return WITHIN;
    }
    return after ? ENTERED : LEFT;
  }
}
