package dev.ticketstream.benchmarks.reference;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;

/**
 * Who is connected, as the token says; its signature is not checked here, which spares this server
 * what the gateway does.
 *
 * @param id the user
 * @param staff whether they may see every ticket
 */
record Subscriber(String id, boolean staff) {

  boolean maySee(SupportTicketEvent event) {
    return staff || hasToDoWith(event);
  }

  /** Whether they created the ticket, or it is or was assigned to them. */
  boolean hasToDoWith(SupportTicketEvent event) {
    TicketFacets before = event.before();
    return isIn(event.after()) || (before != null && isIn(before));
  }

  private boolean isIn(TicketFacets ticket) {
    return id.equals(ticket.creatorId())
        || id.equals(ticket.assigneeId())
        || ticket.watcherIds().contains(id);
  }
}
