package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;

/** What decides which tickets a viewer sees; {@link TicketVisibility} says the same at length. */
enum Rights {
  /** All, deleted ones too. */
  EVERYTHING,
  /** All that are not deleted. */
  ALL_TICKETS,
  /** Those of the own teams or of none, and those with a relation to the viewer; none deleted. */
  OWN_TEAMS,
  /** Those with a relation to the viewer, none deleted, and nothing internal. */
  OWN_TICKETS;

  static Rights of(Viewer viewer, TicketVisibility visibility) {
    if (viewer.isAdmin()) {
      return EVERYTHING;
    }
    if (!viewer.isStaff()) {
      return OWN_TICKETS;
    }
    return switch (visibility.agentScope()) {
      case ALL_TICKETS -> ALL_TICKETS;
      case OWN_TEAMS -> OWN_TEAMS;
    };
  }

  boolean isStaff() {
    return this != OWN_TICKETS;
  }

  /** Whether two viewers with these rights may see different tickets. */
  boolean dependOnViewer() {
    return this == OWN_TEAMS || this == OWN_TICKETS;
  }
}
