package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.VersionConflictException.EVENTS_MAX;
import static dev.ticketstream.events.TicketLimits.EVENT_BYTES_MAX;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.ticket.CommandResults.StoredResult;
import dev.ticketstream.command.ticket.TicketCommand.CreateTicket;
import dev.ticketstream.command.view.TicketProjection;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.codec.EventTooLargeException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out commands: one transaction each, in which the event store, the read model and the
 * command's stored result agree.
 */
@Component
public class TicketCommandHandler {

  private final TransactionTemplate transactions;
  private final CommandResults results;
  private final EventStore events;
  private final TicketProjection projection;
  private final ContextAssembler contexts;
  private final TicketVisibility visibility;
  private final TicketDecider decider;
  private final CommandMetrics metrics;
  private final Clock clock;
  private final TimeOrderedIds ids = new TimeOrderedIds();
  private final TicketEventFactory factory = new TicketEventFactory(ids);

  TicketCommandHandler(
      TransactionTemplate transactions,
      CommandResults results,
      EventStore events,
      TicketProjection projection,
      ContextAssembler contexts,
      TicketVisibility visibility,
      TicketRules rules,
      CommandMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.results = results;
    this.events = events;
    this.projection = projection;
    this.contexts = contexts;
    this.visibility = visibility;
    this.decider = new TicketDecider(rules, visibility);
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Carries out a command, or gives the first result of one that was carried out before.
   *
   * @param envelope the command
   * @return what it came to, not redacted yet
   * @throws VersionConflictException when the ticket is not at the expected version
   * @throws CommandRejectedException when it must not happen; nothing was changed then
   */
  public CommandOutcome handle(CommandEnvelope envelope) {
    return metrics.timed(
        envelope.command(), () -> transactions.execute(_ -> inTransaction(envelope)));
  }

  private CommandOutcome inTransaction(CommandEnvelope envelope) {
    String actorId = envelope.actor().id();
    String commandId = envelope.commandId();
    if (commandId != null) {
      Optional<StoredResult> first = results.claim(actorId, commandId, type(envelope));
      if (first.isPresent()) {
        return replay(first.get(), envelope);
      }
    }
    CommandOutcome outcome = execute(envelope);
    if (commandId != null) {
      SupportTicketEvent event = outcome.event();
      results.complete(
          actorId,
          commandId,
          new StoredResult(
              type(envelope),
              outcome.ticket().id(),
              outcome.ticket().version(),
              event == null ? null : event.version()));
    }
    return outcome;
  }

  private CommandOutcome execute(CommandEnvelope envelope) {
    TicketSnapshot before = load(envelope);
    Instant now = now(before);
    DecisionContext context = contexts.assemble(envelope, now);
    List<TicketChange> changes = decider.decide(envelope.command(), before, context);
    UUID ticketId = before == null ? context.newId() : before.id();
    List<SupportTicketEvent> stored = factory.events(ticketId, before, changes, now, envelope);
    if (stored.isEmpty()) {
      if (before == null) {
        throw new IllegalStateException("a command made neither a ticket nor a change");
      }
      return CommandOutcome.now(before, null);
    }
    store(ticketId, before == null ? 0 : before.version(), stored, envelope);
    return CommandOutcome.now(stored.getLast().ticket(), stored.getFirst());
  }

  private @Nullable TicketSnapshot load(CommandEnvelope envelope) {
    if (envelope.command() instanceof CreateTicket || envelope.ticketId() == null) {
      return null;
    }
    TicketSnapshot ticket =
        events
            .lockAndReadNewest(envelope.ticketId())
            .map(SupportTicketEvent::ticket)
            .filter(found -> visibility.canSee(envelope.actor(), found.facets()))
            .orElseThrow(CommandRejectedException::ticketNotFound);
    requireExpectedVersion(ticket, envelope);
    return ticket;
  }

  private void requireExpectedVersion(TicketSnapshot ticket, CommandEnvelope envelope) {
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

  private void store(
      UUID ticketId,
      int expectedVersion,
      List<SupportTicketEvent> stored,
      CommandEnvelope envelope) {
    try {
      events.append(ticketId, expectedVersion, stored, envelope.traceparent());
    } catch (EventTooLargeException e) {
      throw new CommandRejectedException(
          ErrorCode.LIMIT_EXCEEDED,
          // Not how large: the size counts what customers do not see.
          "The ticket would take more than %d KiB.".formatted(EVENT_BYTES_MAX / 1024),
          "input");
    }
    projection.apply(stored);
  }

  /** The first answer once more, word for word: both of its parts come from stored events. */
  private CommandOutcome replay(StoredResult first, CommandEnvelope envelope) {
    boolean sameTicket =
        envelope.ticketId() == null || envelope.ticketId().equals(first.ticketId());
    if (!first.commandType().equals(type(envelope)) || !sameTicket) {
      throw CommandRejectedException.invalid(
          "This commandId was used for another command.", "input.commandId");
    }
    Integer eventVersion = first.eventVersion();
    SupportTicketEvent newest =
        events
            .newest(first.ticketId())
            .orElseThrow(() -> new IllegalStateException("no stream of " + first.ticketId()));
    return new CommandOutcome(
        at(first.ticketId(), first.version()).ticket(),
        eventVersion == null ? null : at(first.ticketId(), eventVersion),
        newest.after());
  }

  private SupportTicketEvent at(UUID ticketId, int version) {
    return events.read(ticketId, version - 1, 1).getFirst();
  }

  /** Microseconds, as PostgreSQL keeps them; a clock that was set back must not turn time back. */
  private Instant now(@Nullable TicketSnapshot before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return before != null && now.isBefore(before.updatedDate()) ? before.updatedDate() : now;
  }

  private static String type(CommandEnvelope envelope) {
    return envelope.command().getClass().getSimpleName();
  }
}
