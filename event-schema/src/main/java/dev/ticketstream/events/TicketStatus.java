package dev.ticketstream.events;

import java.util.Optional;

/**
 * Where a ticket stands. Which moves are allowed, and to whom, says {@link
 * dev.ticketstream.events.access.StatusMachine}; events need not keep to it, as the rule may have
 * been another one, and some moves are nobody's by hand.
 */
public enum TicketStatus {
  NEW,
  OPEN,
  IN_PROGRESS,
  ON_HOLD,
  RESOLVED,
  CLOSED;

  /**
   * Reads a name as clients write it: {@code in-progress}, {@code in_progress} and {@code
   * IN_PROGRESS} are the same.
   *
   * @param name the client's spelling
   * @return the status, or empty when there is none of that name
   */
  public static Optional<TicketStatus> fromName(String name) {
    return VocabularyNames.find(values(), name);
  }
}
