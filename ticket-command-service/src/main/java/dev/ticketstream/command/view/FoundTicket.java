package dev.ticketstream.command.view;

/**
 * A ticket in a list.
 *
 * @param ticket the ticket as the viewer may see it
 * @param place its place in the list
 */
public record FoundTicket(VisibleTicket ticket, TicketOrder.Place place) {}
