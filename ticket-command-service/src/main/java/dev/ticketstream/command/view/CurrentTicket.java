package dev.ticketstream.command.view;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.access.Exposure;
import java.util.UUID;

/**
 * The state that a viewer was found to see. What is stored after it is not shown with this
 * exposure: it may be what the viewer lost the ticket with.
 *
 * @param newest the event that led to it
 * @param exposure how much of it the viewer sees
 */
record CurrentTicket(SupportTicketEvent newest, Exposure exposure) {

  UUID id() {
    return newest.ticketId();
  }

  int version() {
    return newest.version();
  }

  /** An event's number in the count that the viewer knows. */
  int number(SupportTicketEvent event) {
    return exposure.isPublic() ? event.publicVersion() : event.version();
  }

  boolean shows(SupportTicketEvent event) {
    return event.version() <= version() && !(exposure.isPublic() && event.internal());
  }
}
