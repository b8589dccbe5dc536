package dev.ticketstream.command.ticket;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketFacets;
import dev.ticketstream.events.TicketSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a command that succeeded came to; not redacted yet.
 *
 * @param ticket the ticket after it
 * @param event the first event that it caused, {@code null} if it changed nothing
 * @param current what decides who sees the ticket now; differs from the ticket's own when this is a
 *     retry's stored result
 */
public record CommandOutcome(
    TicketSnapshot ticket, @Nullable SupportTicketEvent event, TicketFacets current) {

  static CommandOutcome now(TicketSnapshot ticket, @Nullable SupportTicketEvent event) {
    return new CommandOutcome(ticket, event, ticket.facets());
  }
}
