package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an import could not use: all of it goes to the report file, if there is one, and
 * the first ones are kept for the end.
 */
final class Problems implements AutoCloseable {

  private static final int SHOWN_MAX = 20;
  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private final LongAdder unusedRows = new LongAdder();
  private final LongAdder rejectedCommands = new LongAdder();
  private final List<Problem> first = new ArrayList<>();
  private final @Nullable BufferedWriter report;

  /**
   * @param report where to write all of them as CSV
   * @throws IOException when it cannot be written
   */
  Problems(@Nullable Path report) throws IOException {
    this.report = report == null ? null : Files.newBufferedWriter(report);
    write("line", "kind", "reason");
  }

  synchronized void add(long line, Problem.Kind kind, String reason) {
    switch (kind) {
      case UNUSED_ROW -> unusedRows.increment();
      case REJECTED_COMMAND -> rejectedCommands.increment();
    }
    if (first.size() < SHOWN_MAX) {
      first.add(new Problem(line, kind, reason));
    }
    write(line, kind, reason);
  }

  private void write(Object... values) {
    BufferedWriter writer = report;
    if (writer == null) {
      return;
    }
    try {
      FORMAT.printRecord(writer, values);
    } catch (IOException e) {
      throw new StandaloneException("the report cannot be written: " + Failures.describe(e));
    }
  }

  long unusedRows() {
    return unusedRows.sum();
  }

  long rejectedCommands() {
    return rejectedCommands.sum();
  }

  synchronized List<Problem> first() {
    return List.copyOf(first);
  }

  @Override
  public synchronized void close() throws IOException {
    if (report != null) {
      report.close();
    }
  }
}
