package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an import tells at its end. */
final class ImportSummary {

  private final Terminal terminal;
  private final ImportCounts counts;
  private final Problems problems;
  private final PatientSender sender;

  ImportSummary(Terminal terminal, ImportCounts counts, Problems problems, PatientSender sender) {
    this.terminal = terminal;
    this.counts = counts;
    this.problems = problems;
    this.sender = sender;
  }

  void print(Duration elapsed, @Nullable Path report) {
    List<Problem> first = problems.first();
    if (!first.isEmpty()) {
      long more = problems.unusedRows() + problems.rejectedCommands() - first.size();
      terminal.failure(
          "some of the log could not be used%s"
              .formatted(
                  report != null
                      ? "; all of it stands in " + report
                      : more > 0 ? " (%,d more; --report lists all)".formatted(more) : ""),
          first.stream()
              .map(problem -> "line %d: %s".formatted(problem.line(), problem.reason()))
              .toList());
    }
    line("rows used", counts.rows.sum());
    line("rows not used", problems.unusedRows());
    line("tickets", counts.tickets.sum());
    line("commands sent", counts.commands.sum());
    line("commands sent again", sender.retries());
    line("events appended", counts.events.sum());
    line("already imported", counts.duplicates.sum());
    line("without effect", counts.unchanged.sum());
    line("commands rejected", problems.rejectedCommands());
    terminal.line(
        String.format(Locale.ROOT, "%-20s %12.1f s", "time", elapsed.toMillis() / 1000.0));
  }

  private void line(String name, long value) {
    terminal.line(String.format(Locale.ROOT, "%-20s %,12d", name, value));
  }
}
