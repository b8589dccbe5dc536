package dev.ticketstream.events.access;

import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.NEW;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.OPEN;
import static dev.ticketstream.events.TicketStatus.RESOLVED;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which status may follow which, and who may move it. The command service decides by it, and both
 * services show it; whatever {@link EventRedactor} leaves of a ticket, it needs no more.
 *
 * @param reopenWindow how long after closing the requester may reopen; staff always may
 */
public record StatusMachine(Duration reopenWindow) {

  /**
   * The statuses that the viewer may set now.
   *
   * @param viewer who asks; must be able to see the ticket
   * @param ticket the ticket, redacted or not
   * @param now the time
   */
  public Set<TicketStatus> allowed(Viewer viewer, TicketSnapshot ticket, Instant now) {
    return viewer.isStaff() ? allowedToStaff(ticket) : allowedToCustomer(viewer.id(), ticket, now);
  }

  /**
   * The statuses that anybody of the staff may set who can see the ticket.
   *
   * @param ticket the ticket
   */
  public Set<TicketStatus> allowedToStaff(TicketSnapshot ticket) {
    return ticket.deleted() ? Set.of() : successors(ticket.status());
  }

  /**
   * The statuses that a customer may set now.
   *
   * @param customerId who asks; must be able to see the ticket
   * @param ticket the ticket
   * @param now the time
   */
  public Set<TicketStatus> allowedToCustomer(
      String customerId, TicketSnapshot ticket, Instant now) {
    return ticket.deleted() || !customerId.equals(ticket.createdBy().id())
        ? Set.of()
        : requesterSuccessors(ticket, now);
  }

  private static Set<TicketStatus> successors(TicketStatus from) {
    return switch (from) {
      case NEW -> EnumSet.of(OPEN, IN_PROGRESS, CLOSED);
      case OPEN -> EnumSet.of(IN_PROGRESS, RESOLVED, CLOSED);
      case IN_PROGRESS -> EnumSet.of(OPEN, ON_HOLD, RESOLVED, CLOSED);
      case ON_HOLD -> EnumSet.of(IN_PROGRESS, RESOLVED, CLOSED);
      case RESOLVED -> EnumSet.of(OPEN, CLOSED);
      case CLOSED -> EnumSet.of(OPEN);
    };
  }

  private Set<TicketStatus> requesterSuccessors(TicketSnapshot ticket, Instant now) {
    return switch (ticket.status()) {
      case NEW -> EnumSet.of(CLOSED);
      case OPEN, IN_PROGRESS, ON_HOLD -> EnumSet.of(RESOLVED);
      case RESOLVED -> EnumSet.of(OPEN, CLOSED);
      case CLOSED -> mayReopen(ticket, now) ? EnumSet.of(OPEN) : EnumSet.noneOf(TicketStatus.class);
    };
  }

  private boolean mayReopen(TicketSnapshot ticket, Instant now) {
    Instant closed = ticket.closedDate();
    return closed != null && !now.isAfter(closed.plus(reopenWindow));
  }
}
