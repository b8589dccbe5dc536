package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.VersionConflictException.EVENTS_MAX;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Refuses commands that were decided on another version of the ticket than the current one. */
@Component
class ConflictCheck {

  private final EventStore events;

  ConflictCheck(EventStore events) {
    this.events = events;
  }

  /**
   * Checks the version that the actor expects.
   *
   * @param ticket the ticket as it is now
   * @param envelope the command
   * @throws VersionConflictException when the ticket has moved on
   */
  void check(TicketSnapshot ticket, CommandEnvelope envelope) {
    Integer expected = envelope.expectedVersion();
    Viewer actor = envelope.actor();
    int current = actor.isStaff() ? ticket.version() : ticket.publicVersion();
    if (expected == null || expected == current) {
      return;
    }
    throw new VersionConflictException(current, missed(ticket.id(), actor, expected));
  }

  /** What the actor may see of what came after a version in their own numbering. */
  private List<SupportTicketEvent> missed(UUID ticketId, Viewer actor, int expected) {
    List<SupportTicketEvent> missed = new ArrayList<>();
    // A public version is never above the stream's, so nothing is missed by starting there.
    int from = Math.max(0, expected);
    while (true) {
      List<SupportTicketEvent> batch = events.read(ticketId, from, EVENTS_MAX);
      batch.stream()
          .filter(
              event -> actor.isStaff() || (!event.internal() && event.publicVersion() > expected))
          .limit(EVENTS_MAX - missed.size())
          .forEach(missed::add);
      if (batch.size() < EVENTS_MAX || missed.size() == EVENTS_MAX) {
        return missed;
      }
      from = batch.getLast().version();
    }
  }
}
