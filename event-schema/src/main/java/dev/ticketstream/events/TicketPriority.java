package dev.ticketstream.events;

import java.util.Optional;

/** How urgent a ticket is, lowest first. */
public enum TicketPriority {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /**
   * Reads a name as clients write it, in any case and with {@code -} or {@code _}.
   *
   * @param name the client's spelling
   * @return the priority, or empty when there is none of that name
   */
  public static Optional<TicketPriority> fromName(String name) {
    return VocabularyNames.find(values(), name);
  }
}
