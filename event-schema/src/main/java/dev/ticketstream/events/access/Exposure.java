package dev.ticketstream.events.access;

/**
 * How much of a ticket or an event is shown. Everyone with the same exposure of the same event gets
 * the same content, so that it can be encoded once for all of them.
 */
public enum Exposure {
  /** Everything. */
  STAFF,
  /** Nothing internal; versions, counts and dates as customers see them. */
  PUBLIC,
  /**
   * For staff who could see the ticket before the event and cannot after it: that it left, no more.
   */
  STAFF_DEPARTURE,
  /** The same for customers. */
  PUBLIC_DEPARTURE;

  /** Whether versions, counts and dates are those that customers see. */
  public boolean isPublic() {
    return this == PUBLIC || this == PUBLIC_DEPARTURE;
  }

  /** Whether the viewer loses the ticket with this event. */
  public boolean isDeparture() {
    return this == STAFF_DEPARTURE || this == PUBLIC_DEPARTURE;
  }
}
