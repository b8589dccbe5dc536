package dev.ticketstream.command.ticket;

import static dev.ticketstream.events.TicketStatus.CLOSED;
import static dev.ticketstream.events.TicketStatus.IN_PROGRESS;
import static dev.ticketstream.events.TicketStatus.NEW;
import static dev.ticketstream.events.TicketStatus.ON_HOLD;
import static dev.ticketstream.events.TicketStatus.OPEN;
import static dev.ticketstream.events.TicketStatus.RESOLVED;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.access.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Which status may follow which, and who may move it. */
public final class StatusMachine {

  private final Duration reopenWindow;

  /**
   * @param rules gives the time in which requesters may reopen
   */
  public StatusMachine(TicketRules rules) {
    this.reopenWindow = rules.ticket().reopenWindow();
  }

  /**
   * The statuses that the viewer may set now.
   *
   * @param viewer who asks; must be able to see the ticket
   * @param ticket the ticket
   * @param now the time
   */
  public Set<TicketStatus> allowed(Viewer viewer, TicketSnapshot ticket, Instant now) {
    if (ticket.deleted()) {
      return Set.of();
    }
    if (viewer.isStaff()) {
      return successors(ticket.status());
    }
    return viewer.id().equals(ticket.createdBy().id())
        ? requesterSuccessors(ticket, now)
        : Set.of();
  }

  /** All statuses that may follow, whoever moves it. */
  static Set<TicketStatus> successors(TicketStatus from) {
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
