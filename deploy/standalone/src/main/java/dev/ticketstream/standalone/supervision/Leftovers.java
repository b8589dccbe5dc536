package dev.ticketstream.standalone.supervision;

import dev.ticketstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stops what a killed launcher has left running. */
public final class Leftovers {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private Leftovers() {}

  /**
   * Stops every process in the ledger that is still the one that was noted: in the reverse order of
   * their start, first by asking, then by force.
   *
   * @param ledger the predecessor's ledger; empty afterwards
   * @param terminal where each stopped process is reported
   * @throws IOException when the ledger cannot be written
   */
  public static void stop(Ledger ledger, Terminal terminal) throws IOException {
    for (LedgerEntry entry : ledger.entries().reversed()) {
      Optional<ProcessHandle> leftover = entry.find();
      if (leftover.isPresent()) {
        terminal.line(
            "  stopping %s (pid %d), left over from a launcher that was killed"
                .formatted(entry.name(), entry.pid()));
        List<ProcessHandle> children = leftover.get().descendants().toList();
        end(leftover.get(), entry.stopSignal());
        children.forEach(child -> end(child, Signal.TERM));
      }
      ledger.remove(entry.pid());
    }
  }

  private static void end(ProcessHandle process, Signal signal) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    Signals.send(process, signal);
    await(exit, process);
    if (process.isAlive()) {
      // Another future: the first one is complete, because the time was over.
      CompletableFuture<ProcessHandle> death = process.onExit();
      process.destroyForcibly();
      await(death, process);
    }
  }

  private static void await(CompletableFuture<ProcessHandle> exit, ProcessHandle process) {
    exit.completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
