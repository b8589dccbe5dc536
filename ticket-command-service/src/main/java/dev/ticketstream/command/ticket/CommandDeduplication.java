package dev.ticketstream.command.ticket;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.eventstore.Locked;
import dev.ticketstream.command.ticket.CommandResults.StoredResult;
import dev.ticketstream.events.SupportTicketEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Carries out a command with an id once, however often it is sent. */
@Component
class CommandDeduplication {

  private final CommandResults results;
  private final EventStore events;

  CommandDeduplication(CommandResults results, EventStore events) {
    this.results = results;
    this.events = events;
  }

  /**
   * Carries out a command, or gives the first result of one that was carried out before. Begins the
   * transaction: the claim of the id must come before any other lock.
   *
   * @param envelope the command
   * @param work what carries it out
   * @throws CommandRejectedException when the id was used for another command
   */
  CommandOutcome once(CommandEnvelope envelope, Supplier<CommandOutcome> work) {
    String actorId = envelope.actor().id();
    String key = envelope.deduplicationKey();
    if (key == null) {
      return work.get();
    }
    return results
        .claim(actorId, key)
        .map(first -> again(first, envelope))
        .orElseGet(() -> kept(key, envelope, work.get()));
  }

  /**
   * Does the same in one round trip less, for a command that locks one stream, known beforehand.
   *
   * @param stream the stream, locked after the claim
   * @param envelope the command
   * @param work what carries it out, given the stream's newest event
   * @throws CommandRejectedException when the id was used for another command
   */
  CommandOutcome onceOn(
      UUID stream,
      CommandEnvelope envelope,
      Function<Optional<SupportTicketEvent>, CommandOutcome> work) {
    String key = envelope.deduplicationKey();
    if (key == null) {
      return work.apply(events.lockAndReadNewest(stream));
    }
    Locked<Optional<StoredResult>> locked =
        events.lockAndReadNewest(stream, results.claimBefore(envelope.actor().id(), key));
    return locked
        .preceding()
        .map(first -> again(first, envelope))
        .orElseGet(() -> kept(key, envelope, work.apply(locked.newest())));
  }

  private CommandOutcome again(StoredResult first, CommandEnvelope envelope) {
    requireSame(first, type(envelope), envelope);
    return replay(first);
  }

  private CommandOutcome kept(String key, CommandEnvelope envelope, CommandOutcome outcome) {
    SupportTicketEvent event = outcome.event();
    results.complete(
        envelope.actor().id(),
        key,
        new StoredResult(
            type(envelope),
            outcome.ticket().id(),
            outcome.ticket().version(),
            event == null ? null : event.version(),
            envelope.fingerprint()));
    return outcome;
  }

  private static String type(CommandEnvelope envelope) {
    return envelope.command().getClass().getSimpleName();
  }

  private static void requireSame(StoredResult first, String type, CommandEnvelope envelope) {
    boolean sameTicket =
        envelope.ticketId() == null || envelope.ticketId().equals(first.ticketId());
    String fingerprint = first.fingerprint();
    boolean sameInput = fingerprint == null || fingerprint.equals(envelope.fingerprint());
    if (!first.commandType().equals(type) || !sameTicket || !sameInput) {
      throw CommandRejectedException.invalid(
          "This commandId was used for another command.", "input.commandId");
    }
  }

  /** The first answer once more, word for word: both of its parts come from stored events. */
  private CommandOutcome replay(StoredResult first) {
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
}
