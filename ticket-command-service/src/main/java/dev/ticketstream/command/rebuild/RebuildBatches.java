package dev.ticketstream.command.rebuild;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.command.rebuild.RebuildLog.Claim;
import dev.ticketstream.command.rebuild.RebuildLog.Stream;
import dev.ticketstream.command.view.TicketProjection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A rebuild's steps. Each is a transaction of its own in which the rows and the progress agree, so
 * that a rebuild can be broken off anywhere and gone on with by any instance.
 */
@Component
class RebuildBatches {

  /** What a step came to. */
  enum Step {
    /** There is more to do. */
    MORE,
    /** The rebuild is complete. */
    DONE,
    /** No rebuild is under way, or another instance works at it. */
    NOTHING
  }

  private final UUID owner;
  private final RebuildProperties properties;
  private final RebuildLog log;
  private final EventStore events;
  private final TicketProjection projection;
  private final TransactionTemplate transactions;
  private final Counter rebuilt;

  @Autowired
  RebuildBatches(
      RebuildProperties properties,
      RebuildLog log,
      EventStore events,
      TicketProjection projection,
      PlatformTransactionManager transactionManager,
      MeterRegistry registry) {
    this(UUID.randomUUID(), properties, log, events, projection, transactionManager, registry);
  }

  RebuildBatches(
      UUID owner,
      RebuildProperties properties,
      RebuildLog log,
      EventStore events,
      TicketProjection projection,
      PlatformTransactionManager transactionManager,
      MeterRegistry registry) {
    this.owner = owner;
    this.properties = properties;
    this.log = log;
    this.events = events;
    this.projection = projection;
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setTimeout(Math.toIntExact(properties.batchTimeout().toSeconds()));
    this.rebuilt =
        Counter.builder("ticketstream.rebuild.tickets")
            .description("Tickets whose rows in the read model were made anew")
            .register(registry);
  }

  /**
   * Makes the next tickets' rows anew; after the last of them, removes what belongs to none.
   *
   * @throws BatchFailedException when that cannot be done; all else that is thrown says that there
   *     is no knowing whether there is something to do
   */
  Step next() {
    Result result =
        transactions.execute(
            _ ->
                log.claim(owner, properties.leaseTime())
                    .map(this::step)
                    .orElse(new Result(Step.NOTHING, 0)));
    rebuilt.increment(result.tickets());
    return result.step();
  }

  /** Ends the rebuild that this instance works at, if it does, as failed. */
  void fail(String failure) {
    transactions.executeWithoutResult(
        _ ->
            log.claim(owner, properties.leaseTime())
                .ifPresent(claim -> log.failed(claim, failure)));
  }

  /** Lets another instance go on. */
  void release() {
    log.release(owner);
  }

  private Result step(Claim claim) {
    try {
      return batch(claim, next(claim));
    } catch (RuntimeException e) {
      throw new BatchFailedException(e);
    }
  }

  private Result batch(Claim claim, List<UUID> batch) {
    if (batch.isEmpty()) {
      log.done(claim, projection.removeOrphans());
      return new Result(Step.DONE, 0);
    }
    events.lock(batch);
    projection.rebuild(batch);
    log.advance(claim, batch.getLast(), batch.size());
    return new Result(Step.MORE, batch.size());
  }

  private List<UUID> next(Claim claim) {
    List<UUID> batch = new ArrayList<>();
    long sum = 0;
    for (Stream stream : log.next(claim, properties.batchEvents())) {
      sum += stream.version();
      if (sum > properties.batchEvents() && !batch.isEmpty()) {
        break;
      }
      batch.add(stream.ticketId());
    }
    return batch;
  }

  private record Result(Step step, int tickets) {}

  /** A batch could not be done; nothing of it was. */
  static final class BatchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BatchFailedException(RuntimeException cause) {
      super(cause);
    }

    /** Why, in a line. */
    String reason() {
      return String.valueOf(getCause());
    }
  }
}
