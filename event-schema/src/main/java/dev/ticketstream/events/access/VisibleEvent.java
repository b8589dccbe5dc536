package dev.ticketstream.events.access;

import dev.ticketstream.events.SupportTicketEvent;

/**
 * An event from which everything was removed that its exposure does not allow. Only {@link
 * EventRedactor} makes one, so code that takes this type cannot show too much.
 */
public final class VisibleEvent {

  private final SupportTicketEvent event;
  private final Exposure exposure;

  VisibleEvent(SupportTicketEvent event, Exposure exposure) {
    this.event = event;
    this.exposure = exposure;
  }

  /** The redacted event: versions, counts and dates are those that the viewer may know. */
  public SupportTicketEvent event() {
    return event;
  }

  /** For which exposure it was redacted. */
  public Exposure exposure() {
    return exposure;
  }
}
