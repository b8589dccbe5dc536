package dev.ticketstream.command.graphql;

import dev.ticketstream.command.graphql.TicketPayload.CommandError;
import dev.ticketstream.command.ticket.CommandOutcome;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.RateLimitedException;
import dev.ticketstream.command.ticket.VersionConflictException;
import dev.ticketstream.command.view.VisibleTicket;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns outcomes and refusals into payloads; nothing gets past the redactor. */
@Component
class TicketPayloads {

  private final TicketVisibility visibility;
  private final EventRedactor redactor;
  private final Models models;

  TicketPayloads(TicketVisibility visibility, EventRedactor redactor, Models models) {
    this.visibility = visibility;
    this.redactor = redactor;
    this.models = models;
  }

  TicketPayload success(Viewer viewer, CommandOutcome outcome) {
    return new TicketPayload(
        true, ticket(viewer, outcome), event(viewer, outcome), List.of(), List.of());
  }

  TicketPayload refused(Viewer viewer, CommandRejectedException refusal) {
    Integer currentVersion = null;
    Integer retryAfterMs =
        refusal instanceof RateLimitedException limited ? limited.retryAfterMs() : null;
    List<EventModel> missed = List.of();
    if (refusal instanceof VersionConflictException conflict) {
      currentVersion = conflict.currentVersion();
      missed =
          conflict.missedEvents().stream()
              .map(event -> redactor.redact(event, exposure(viewer)))
              .map(models::event)
              .toList();
    }
    CommandError error =
        new CommandError(
            refusal.code(), refusal.reason(), refusal.path(), currentVersion, retryAfterMs);
    return new TicketPayload(false, null, null, List.of(error), missed);
  }

  private @Nullable TicketModel ticket(Viewer viewer, CommandOutcome outcome) {
    TicketSnapshot ticket = outcome.ticket();
    Optional<Exposure> exposure = visibility.exposureOf(viewer, outcome.current());
    return exposure
        .map(shown -> models.ticket(new VisibleTicket(redactor.redact(ticket, shown), shown)))
        .orElse(null);
  }

  /** Whoever does not see the ticket now gets no event of it but their own departure. */
  private @Nullable EventModel event(Viewer viewer, CommandOutcome outcome) {
    SupportTicketEvent event = outcome.event();
    if (event == null) {
      return null;
    }
    boolean sees = visibility.canSee(viewer, outcome.current());
    return redactor
        .view(viewer, event)
        .filter(visible -> sees || visible.exposure().isDeparture())
        .map(models::event)
        .orElse(null);
  }

  /** Whoever gets a conflict sees the ticket now, and with it its history. */
  private static Exposure exposure(Viewer viewer) {
    return viewer.isStaff() ? Exposure.STAFF : Exposure.PUBLIC;
  }
}
