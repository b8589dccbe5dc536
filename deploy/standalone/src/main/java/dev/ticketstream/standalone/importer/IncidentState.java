package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketStatus;
import java.util.Arrays;
import java.util.Optional;

/** The states that the log knows, and the ticket's status in each. */
enum IncidentState {
  NEW("New", TicketStatus.NEW),
  ACTIVE("Active", TicketStatus.IN_PROGRESS),
  AWAITING_USER_INFO("Awaiting User Info", TicketStatus.ON_HOLD),
  AWAITING_PROBLEM("Awaiting Problem", TicketStatus.ON_HOLD),
  AWAITING_VENDOR("Awaiting Vendor", TicketStatus.ON_HOLD),
  AWAITING_EVIDENCE("Awaiting Evidence", TicketStatus.ON_HOLD),
  RESOLVED("Resolved", TicketStatus.RESOLVED),
  CLOSED("Closed", TicketStatus.CLOSED);

  private final String logName;
  private final TicketStatus status;

  IncidentState(String logName, TicketStatus status) {
    this.logName = logName;
    this.status = status;
  }

  /** The name in the log. */
  String logName() {
    return logName;
  }

  /** The ticket's status. */
  TicketStatus status() {
    return status;
  }

  static Optional<IncidentState> fromLog(String name) {
    return Arrays.stream(values()).filter(state -> state.logName.equals(name)).findFirst();
  }
}
