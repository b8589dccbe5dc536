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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Single tickets, now and earlier, and their histories. */
@Component
public class TicketQueries {

  private static final int BATCH_MIN = 10;
  private static final int BATCH_MAX = 100;

  private final EventStore events;
  private final TicketRepository tickets;
  private final TicketVisibility visibility;
  private final EventRedactor redactor;

  TicketQueries(
      EventStore events,
      TicketRepository tickets,
      TicketVisibility visibility,
      EventRedactor redactor) {
    this.events = events;
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
                shown(current, version - 1, 1).stream()
                    .filter(event -> number(event, current.exposure()) == version)
                    .map(event -> visible(event.ticket(), current.exposure()))
                    .findFirst());
  }

  /**
   * A page of a ticket's history, oldest first. Who may see a ticket now may see its history, but
   * never its internal events if they are a customer.
   *
   * @param viewer who asks
   * @param ticketId the ticket
   * @param afterVersion the last version of the page before as this viewer counts, 0 for the first
   *     page
   * @param limit most events
   * @return the events, or empty when there is no ticket that the viewer may see
   */
  public Optional<List<VisibleEvent>> history(
      Viewer viewer, UUID ticketId, int afterVersion, int limit) {
    return current(viewer, ticketId)
        .map(
            current ->
                shown(current, afterVersion, limit).stream()
                    .map(event -> redactor.redact(event, current.exposure()))
                    .toList());
  }

  /** Events that an exposure shows, numbered after {@code afterVersion} in its own count. */
  private List<SupportTicketEvent> shown(Current current, int afterVersion, int limit) {
    UUID ticketId = current.newest().ticketId();
    Exposure exposure = current.exposure();
    List<SupportTicketEvent> shown = new ArrayList<>();
    // A stream's version is never below the public one, so nothing is missed by starting there.
    int from = afterVersion;
    int batchSize = Math.clamp(limit, BATCH_MIN, BATCH_MAX);
    while (shown.size() < limit) {
      List<SupportTicketEvent> batch = events.read(ticketId, from, batchSize);
      for (SupportTicketEvent event : batch) {
        if (event.version() > current.version()) {
          return shown;
        }
        boolean hidden = exposure.isPublic() && event.internal();
        if (!hidden && number(event, exposure) > afterVersion && shown.size() < limit) {
          shown.add(event);
        }
      }
      if (batch.size() < batchSize) {
        return shown;
      }
      from = batch.getLast().version();
    }
    return shown;
  }

  private static int number(SupportTicketEvent event, Exposure exposure) {
    return exposure.isPublic() ? event.publicVersion() : event.version();
  }

  private Optional<Current> current(Viewer viewer, UUID ticketId) {
    return events
        .newest(ticketId)
        .flatMap(
            newest ->
                exposure(viewer, newest.ticket()).map(exposure -> new Current(newest, exposure)));
  }

  /**
   * The state that a viewer was found to see. What is stored after it is not shown with this
   * exposure: it may be what the viewer lost the ticket with.
   */
  private record Current(SupportTicketEvent newest, Exposure exposure) {

    int version() {
      return newest.version();
    }
  }

  private Optional<Exposure> exposure(Viewer viewer, @Nullable TicketSnapshot ticket) {
    return ticket == null ? Optional.empty() : visibility.exposureOf(viewer, ticket.facets());
  }

  private VisibleTicket visible(TicketSnapshot ticket, Exposure exposure) {
    return new VisibleTicket(redactor.redact(ticket, exposure), exposure);
  }
}
