package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.VersionConflictException.EVENTS_MAX;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Refuses commands that were decided on another version of the ticket than the current one. What
 * the actor may not know of counts for nothing here: neither does it raise their version, nor is a
 * command refused because of it.
 */
@Component
class ConflictCheck {

  /** Events that are read at once; each may be large. */
  private static final int BATCH = 100;

  private final EventStore events;
  private final CommandLimits limits;

  ConflictCheck(EventStore events, CommandLimits limits) {
    this.events = events;
    this.limits = limits;
  }

  /**
   * Checks the version that the actor expects.
   *
   * @param ticket the ticket as it is now
   * @param envelope the command
   * @throws VersionConflictException when the ticket has moved on, and the command may not or
   *     cannot be rebased
   */
  void check(TicketSnapshot ticket, CommandEnvelope envelope) {
    Integer expected = envelope.expectedVersion();
    Viewer actor = envelope.actor();
    int current = actor.isStaff() ? ticket.version() : ticket.publicVersion();
    if (expected == null || expected == current) {
      return;
    }
    boolean rebased =
        switch (envelope.onConflict()) {
          case REJECT -> false;
          case REBASE -> canRebase(ticket.id(), envelope, expected, current);
        };
    if (!rebased) {
      // What 500 tickets missed would be too much to answer.
      List<SupportTicketEvent> missed =
          envelope.inBulk() ? List.of() : missed(ticket.id(), actor, expected);
      throw new VersionConflictException(current, missed);
    }
  }

  private boolean canRebase(UUID ticketId, CommandEnvelope envelope, int expected, int current) {
    if (expected > current || current - expected > limits.rebaseEventsMax()) {
      return false;
    }
    Viewer actor = envelope.actor();
    return allMissed(
        ticketId,
        actor,
        expected,
        event -> !ConflictRules.collide(envelope.command(), actor, event.change()));
  }

  private List<SupportTicketEvent> missed(UUID ticketId, Viewer actor, int expected) {
    List<SupportTicketEvent> missed = new ArrayList<>();
    allMissed(
        ticketId,
        actor,
        expected,
        event -> {
          missed.add(event);
          return missed.size() < EVENTS_MAX;
        });
    return missed;
  }

  /**
   * Goes through what the actor may see of what came after a version in their own numbering, oldest
   * first, for as long as a test says yes.
   *
   * @return whether it always did
   */
  private boolean allMissed(
      UUID ticketId, Viewer actor, int expected, Predicate<SupportTicketEvent> test) {
    // A public version is never above the stream's, so nothing is missed by starting there.
    int from = expected;
    while (true) {
      List<SupportTicketEvent> batch = events.read(ticketId, from, BATCH);
      for (SupportTicketEvent event : batch) {
        boolean shown = actor.isStaff() || (!event.internal() && event.publicVersion() > expected);
        if (shown && !test.test(event)) {
          return false;
        }
      }
      if (batch.size() < BATCH) {
        return true;
      }
      from = batch.getLast().version();
    }
  }
}
