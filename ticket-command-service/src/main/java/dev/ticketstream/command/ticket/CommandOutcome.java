package dev.ticketstream.command.ticket;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a command that succeeded came to; not redacted yet.
 *
 * @param ticket the ticket after it
 * @param event the first event that it caused, {@code null} if it changed nothing
 */
public record CommandOutcome(TicketSnapshot ticket, @Nullable SupportTicketEvent event) {}
