package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.VersionConflictException.EVENTS_MAX;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.eventstore.PublicNumbers;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.Viewer;
import java.util.ArrayList;
import java.util.List;
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
  private final PublicNumbers numbers;
  private final CommandLimits limits;

  ConflictCheck(EventStore events, PublicNumbers numbers, CommandLimits limits) {
    this.events = events;
    this.numbers = numbers;
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
          case REBASE -> canRebase(ticket, envelope, expected, current);
        };
    if (!rebased) {
      // What 500 tickets missed would be too much to answer.
      List<SupportTicketEvent> missed =
          envelope.inBulk() ? List.of() : missed(ticket, actor, expected);
      throw new VersionConflictException(expected, current, missed);
    }
  }

  private boolean canRebase(
      TicketSnapshot ticket, CommandEnvelope envelope, int expected, int current) {
    if (expected > current || current - expected > limits.rebaseEventsMax()) {
      return false;
    }
    Viewer actor = envelope.actor();
    return allMissed(
        ticket,
        actor,
        expected,
        event -> !ConflictRules.collide(envelope.command(), actor, event.change()));
  }

  private List<SupportTicketEvent> missed(TicketSnapshot ticket, Viewer actor, int expected) {
    List<SupportTicketEvent> missed = new ArrayList<>();
    allMissed(
        ticket,
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
   * first, for as long as a test says yes. How long that takes must not tell customers how much
   * internal work there is: most of it is not read.
   *
   * @return whether it always did
   */
  private boolean allMissed(
      TicketSnapshot ticket, Viewer actor, int expected, Predicate<SupportTicketEvent> test) {
    boolean internalToo = actor.isStaff();
    int from = internalToo ? expected : lastUpTo(ticket, expected);
    while (from < ticket.version()) {
      List<SupportTicketEvent> batch = events.read(ticket.id(), from, BATCH);
      for (SupportTicketEvent event : batch) {
        if ((internalToo || !event.internal()) && !test.test(event)) {
          return false;
        }
      }
      SupportTicketEvent last = batch.getLast();
      from = internalToo ? last.version() : lastUpTo(ticket, last.publicVersion());
    }
    return true;
  }

  /** The version after which the public numbers are higher than this one. */
  private int lastUpTo(TicketSnapshot ticket, int number) {
    return number >= ticket.publicVersion()
        ? ticket.version()
        : numbers.versionOf(ticket.id(), number + 1, ticket.version()) - 1;
  }
}
