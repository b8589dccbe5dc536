package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.terminal.StandaloneException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Distributes the rows over lanes and waits until all are done. */
final class ImportRun {

  private final EventLogFile file;
  private final Problems problems;
  private final ImportFailure failure = new ImportFailure();
  private final List<Lane> lanes;

  ImportRun(
      EventLogFile file,
      int parallel,
      PatientSender sender,
      String origin,
      ImportCounts counts,
      Problems problems) {
    this.file = file;
    this.problems = problems;
    this.lanes =
        Stream.generate(
                () -> new Lane(() -> new IncidentReplay(sender, origin, counts, problems), failure))
            .limit(parallel)
            .toList();
  }

  /** Replays the file. Throws what ended it early. */
  void run() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      lanes.forEach(threads::execute);
      try {
        file.read(this::dispatch);
      } finally {
        for (Lane lane : lanes) {
          lane.end();
        }
      }
      threads.shutdown();
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }
    failure.throwIfSet();
  }

  /** Ends the import soon: commands that are under way are still finished. */
  void stop() {
    failure.set(new StandaloneException("interrupted; the same import can be started again"));
  }

  private void dispatch(ReadRow read) {
    failure.throwIfSet();
    switch (read) {
      case ReadRow.Unusable(long line, String reason) ->
          problems.add(line, Problem.Kind.UNUSED_ROW, reason);
      case ReadRow.Usable(LogRow row) -> {
        try {
          lanes.get(Math.floorMod(row.number().hashCode(), lanes.size())).put(row);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new StandaloneException("interrupted; the same import can be started again");
        }
      }
    }
  }
}
