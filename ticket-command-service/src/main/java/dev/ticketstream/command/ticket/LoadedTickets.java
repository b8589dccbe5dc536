package dev.ticketstream.command.ticket;

import dev.ticketstream.events.TicketSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that a command works on, locked until the end of its transaction.
 *
 * @param ticket the ticket that is commanded, {@code null} when it is to be made
 * @param other the other ticket that the command names, if there is one; the actor may not be able
 *     to see it
 */
record LoadedTickets(@Nullable TicketSnapshot ticket, @Nullable TicketSnapshot other) {

  static final LoadedTickets NONE = new LoadedTickets(null, null);

  /** A clock that was set back must not turn time back. */
  Instant notBefore(Instant now) {
    return later(later(now, ticket), other);
  }

  private static Instant later(Instant now, @Nullable TicketSnapshot than) {
    return than != null && now.isBefore(than.updatedDate()) ? than.updatedDate() : now;
  }
}
