package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bulk command on its way through the tickets that it names, one after the other: more at once
 * would take the database's connections from everybody else. What fails at one ticket does not stop
 * the others, unless it seems to be the service that fails. Not thread-safe.
 */
public final class BulkRun {

  /** After so many faults in a row no further ticket is tried: each may take a whole timeout. */
  static final int FAULTS_MAX = 3;

  private static final Logger log = LoggerFactory.getLogger(BulkRun.class);

  private final Function<CommandEnvelope, CommandOutcome> handler;
  private final Map<UUID, Answer> answers = new HashMap<>();
  private final Duration timeMax;
  private final LongSupplier nanoTime;
  private final long begin;
  private int faults;

  /** What a ticket was answered: either the outcome or the refusal. */
  private record Answer(
      @Nullable Integer expectedVersion,
      @Nullable CommandOutcome outcome,
      @Nullable CommandRejectedException refusal) {}

  BulkRun(
      Function<CommandEnvelope, CommandOutcome> handler, Duration timeMax, LongSupplier nanoTime) {
    this.handler = handler;
    this.timeMax = timeMax;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /**
   * Carries out the command on the next ticket. A ticket that comes again gets the answer that it
   * got before.
   *
   * @param envelope the command, with a ticket
   * @return what it came to
   * @throws CommandRejectedException when it must not happen; with UNAVAILABLE when the service
   *     failed at this ticket or does not get to it any more
   */
  public CommandOutcome handle(CommandEnvelope envelope) {
    UUID ticketId = Objects.requireNonNull(envelope.ticketId());
    Answer answer = answers.get(ticketId);
    if (answer == null) {
      answer = answer(envelope);
      answers.put(ticketId, answer);
    } else if (!Objects.equals(answer.expectedVersion(), envelope.expectedVersion())) {
      throw invalid(
          "The ticket is named twice, with different expected versions.", "input.expectedVersion");
    }
    if (answer.outcome() == null) {
      throw Objects.requireNonNull(answer.refusal());
    }
    return answer.outcome();
  }

  private Answer answer(CommandEnvelope envelope) {
    try {
      return new Answer(envelope.expectedVersion(), tried(envelope), null);
    } catch (CommandRejectedException e) {
      return new Answer(envelope.expectedVersion(), null, e);
    }
  }

  private CommandOutcome tried(CommandEnvelope envelope) {
    if (faults >= FAULTS_MAX || nanoTime.getAsLong() - begin > timeMax.toNanos()) {
      throw unavailable("The service did not get to this ticket.");
    }
    try {
      CommandOutcome outcome = handler.apply(envelope);
      faults = 0;
      return outcome;
    } catch (CommandRejectedException e) {
      faults = e.code() == ErrorCode.UNAVAILABLE ? faults + 1 : 0;
      throw e;
    } catch (RuntimeException e) {
      faults++;
      String correlationId = UUID.randomUUID().toString();
      log.error(
          "a bulk command failed at ticket {}, correlation id {}",
          envelope.ticketId(),
          correlationId,
          e);
      throw unavailable(
          "The service failed at this ticket. Its log has the reason under the correlation id %s."
              .formatted(correlationId));
    }
  }

  private static CommandRejectedException unavailable(String what) {
    return new CommandRejectedException(
        ErrorCode.UNAVAILABLE, what + " Send it again under the same commandId.", null);
  }
}
