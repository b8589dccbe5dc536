package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.VisibleEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Single tickets, now and earlier, and their histories. */
@Component
public class TicketQueries {

  private final EventStore events;
  private final Timelines timelines;
  private final TicketRepository tickets;
  private final TicketVisibility visibility;
  private final EventRedactor redactor;

  TicketQueries(
      EventStore events,
      Timelines timelines,
      TicketRepository tickets,
      TicketVisibility visibility,
      EventRedactor redactor) {
    this.events = events;
    this.timelines = timelines;
    this.tickets = tickets;
    this.visibility = visibility;
    this.redactor = redactor;
  }

  /**
   * The id of the ticket with a reference. Says nothing about who may see the ticket.
   *
   * @param reference the reference, e.g. {@code TKT-000123}
   */
  public Optional<UUID> idOf(String reference) {
    return tickets.idOf(reference);
  }

  /**
   * A ticket as it is now.
   *
   * @param viewer who asks
   * @param ticketId the ticket
   * @return the ticket, or empty when there is none that the viewer may see
   */
  public Optional<VisibleTicket> ticket(Viewer viewer, UUID ticketId) {
    return events
        .newest(ticketId)
        .map(SupportTicketEvent::ticket)
        .flatMap(ticket -> exposure(viewer, ticket).map(exposure -> visible(ticket, exposure)));
  }

  /**
   * A ticket as it was at a time. Who may see it now may see how it was.
   *
   * @param viewer who asks
   * @param ticketId the ticket
   * @param time the time
   * @return the ticket, or empty when there is none that the viewer may see, or was none then
   */
  public Optional<VisibleTicket> asOf(Viewer viewer, UUID ticketId, Instant time) {
    return current(viewer, ticketId)
        .flatMap(
            current ->
                events
                    .asOf(ticketId, time)
                    .map(event -> event.version() > current.version() ? current.newest() : event)
                    .map(event -> visible(event.ticket(), current.exposure())));
  }

  /**
   * A ticket as it was at a version. Who may see it now may see how it was.
   *
   * @param viewer who asks
   * @param ticketId the ticket
   * @param version the version, as this viewer counts
   * @return the ticket, or empty when there is none that the viewer may see, or no such version
   */
  public Optional<VisibleTicket> asOf(Viewer viewer, UUID ticketId, int version) {
    if (version < 1) {
      return Optional.empty();
    }
    return current(viewer, ticketId)
        .flatMap(
            current ->
                timelines
                    .numbered(current, version)
                    .map(event -> visible(event.ticket(), current.exposure())));
  }

  /**
   * A page of a ticket's history. Who may see a ticket now may see its history, but never its
   * internal events if they are a customer.
   *
   * @param viewer who asks
   * @param ticketId the ticket
   * @param part which events
   * @return the events, or empty when there is no ticket that the viewer may see
   */
  public Optional<List<VisibleEvent>> history(Viewer viewer, UUID ticketId, TimelinePart part) {
    return current(viewer, ticketId)
        .map(
            current ->
                timelines.events(current, part).stream()
                    .map(event -> redactor.redact(event, current.exposure()))
                    .toList());
  }

  private Optional<CurrentTicket> current(Viewer viewer, UUID ticketId) {
    return events
        .newest(ticketId)
        .flatMap(
            newest ->
                exposure(viewer, newest.ticket())
                    .map(exposure -> new CurrentTicket(newest, exposure)));
  }

  private Optional<Exposure> exposure(Viewer viewer, @Nullable TicketSnapshot ticket) {
    return ticket == null ? Optional.empty() : visibility.exposureOf(viewer, ticket.facets());
  }

  private VisibleTicket visible(TicketSnapshot ticket, Exposure exposure) {
    return new VisibleTicket(redactor.redact(ticket, exposure), exposure);
  }
}
