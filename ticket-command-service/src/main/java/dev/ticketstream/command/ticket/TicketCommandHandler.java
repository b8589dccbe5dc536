package dev.ticketstream.command.ticket;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketChange;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.TicketVisibility;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out commands: one transaction each, in which the event store, the read model and the
 * command's stored result agree.
 *
 * <p>Locks are taken in one order by all: the command's id, the hierarchy of tickets, then streams
 * in the order of their ids. So no two commands wait for each other.
 */
@Component
public class TicketCommandHandler {

  private static final Logger log = LoggerFactory.getLogger(TicketCommandHandler.class);

  private final TransactionTemplate transactions;
  private final CommandDeduplication deduplication;
  private final TicketStreams streams;
  private final ConflictCheck conflicts;
  private final ContextAssembler contexts;
  private final TicketDecider decider;
  private final CommandMetrics metrics;
  private final Clock clock;

  TicketCommandHandler(
      TransactionTemplate transactions,
      CommandDeduplication deduplication,
      TicketStreams streams,
      ConflictCheck conflicts,
      ContextAssembler contexts,
      TicketVisibility visibility,
      TicketRules rules,
      CommandMetrics metrics,
      Clock clock) {
    this.transactions = transactions;
    this.deduplication = deduplication;
    this.streams = streams;
    this.conflicts = conflicts;
    this.contexts = contexts;
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
    return metrics.timed(envelope.command(), () -> inTime(envelope));
  }

  /** Whoever waits too long, for others that hold the ticket, gives up and has changed nothing. */
  private @Nullable CommandOutcome inTime(CommandEnvelope envelope) {
    try {
      return transactions.execute(_ -> once(envelope));
    } catch (QueryTimeoutException | TransactionTimedOutException e) {
      log.warn("a command on ticket {} took too long: {}", envelope.ticketId(), e.getMessage());
      throw new CommandRejectedException(
          ErrorCode.UNAVAILABLE, "This took too long; nothing was changed. Send it again.", null);
    }
  }

  private CommandOutcome once(CommandEnvelope envelope) {
    UUID stream = TicketStreams.only(envelope);
    return stream == null
        ? deduplication.once(envelope, () -> execute(envelope, streams.load(envelope)))
        : deduplication.onceOn(
            stream, envelope, newest -> execute(envelope, streams.locked(envelope, newest)));
  }

  private CommandOutcome execute(CommandEnvelope envelope, LoadedTickets tickets) {
    TicketSnapshot before = tickets.ticket();
    if (before != null) {
      conflicts.check(before, envelope);
    }
    // Microseconds, as PostgreSQL keeps them.
    Instant now = tickets.notBefore(clock.instant().truncatedTo(ChronoUnit.MICROS));
    DecisionContext context = contexts.assemble(envelope, tickets, now);
    List<TicketChange> changes = decider.decide(envelope.command(), before, context);
    UUID ticketId = before == null ? context.newId() : before.id();
    List<SupportTicketEvent> stored = streams.append(ticketId, before, changes, now, envelope);
    TicketSnapshot other = tickets.other();
    if (before != null && other != null) {
      streams.append(other.id(), other, Relations.mirrored(before, changes), now, envelope);
    }
    if (!stored.isEmpty()) {
      return CommandOutcome.now(stored.getLast().ticket(), stored.getFirst());
    }
    if (before == null) {
      throw new IllegalStateException("a command made neither a ticket nor a change");
    }
    return CommandOutcome.now(before, null);
  }
}
