package dev.ticketstream.standalone.importer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A queue of rows that one thread works through. All rows of an incident go to the same lane, which
 * keeps their order; the number of lanes is the number of commands in flight.
 */
final class Lane implements Runnable {

  private static final int ROWS_WAITING_MAX = 200;

  private final BlockingQueue<Optional<LogRow>> queue = new ArrayBlockingQueue<>(ROWS_WAITING_MAX);
  private final Map<String, IncidentReplay> incidents = new HashMap<>();
  private final Supplier<IncidentReplay> newIncident;
  private final ImportFailure failure;

  Lane(Supplier<IncidentReplay> newIncident, ImportFailure failure) {
    this.newIncident = newIncident;
    this.failure = failure;
  }

  /** Adds a row, waiting for room. */
  void put(LogRow row) throws InterruptedException {
    queue.put(Optional.of(row));
  }

  /** No more rows will come. */
  void end() throws InterruptedException {
    queue.put(Optional.empty());
  }

  @Override
  public void run() {
    try {
      for (Optional<LogRow> row = queue.take(); row.isPresent(); row = queue.take()) {
        if (!failure.isSet()) {
          replay(row.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After a failure the queue is still emptied, so that whoever fills it does not wait forever. */
  private void replay(LogRow row) throws InterruptedException {
    try {
      incidents.computeIfAbsent(row.number(), _ -> newIncident.get()).replay(row);
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
