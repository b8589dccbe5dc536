package dev.ticketstream.command.ticket;

import static dev.ticketstream.events.TicketLimits.WATCHERS_MAX;

import dev.ticketstream.events.TicketSnapshot;

/** Who watches a ticket, and how many more can. */
final class Watching {

  /**
   * Most watchers who are staff, and most who are not. Each kind has its own limit, because a
   * common one would tell customers how many of the staff watch.
   */
  static final int OF_A_KIND_MAX = WATCHERS_MAX / 2;

  private Watching() {}

  static boolean isWatching(TicketSnapshot ticket, String userId) {
    return ticket.watchers().stream().anyMatch(watcher -> watcher.user().id().equals(userId));
  }

  /** Whether no more staff, or no more others, can watch. */
  static boolean isFull(TicketSnapshot ticket, boolean staff) {
    return count(ticket, staff) >= OF_A_KIND_MAX;
  }

  static long count(TicketSnapshot ticket, boolean staff) {
    return ticket.watchers().stream().filter(watcher -> watcher.internal() == staff).count();
  }
}
