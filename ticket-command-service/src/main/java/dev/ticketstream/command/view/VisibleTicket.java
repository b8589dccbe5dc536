package dev.ticketstream.command.view;

import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Exposure;

/**
 * A ticket as a viewer may see it.
 *
 * @param ticket the redacted state
 * @param exposure for which exposure it was redacted
 */
public record VisibleTicket(TicketSnapshot ticket, Exposure exposure) {}
