package dev.ticketstream.standalone.importer;

import java.time.Duration;
import java.util.Locale;

/**
 * How far an import is.
 *
 * @param rowsDone rows that are finished, used or not
 * @param rowsTotal rows in the file
 * @param events events appended
 * @param elapsed since the import began
 */
record Progress(long rowsDone, long rowsTotal, long events, Duration elapsed) {

  /** One line: rows, rate, time left. */
  String line() {
    double seconds = Math.max(elapsed.toMillis() / 1000.0, 0.001);
    double rate = rowsDone / seconds;
    return String.format(
        Locale.ROOT,
        "rows %,d of %,d (%d %%), %.0f rows/s, %,d events, %s",
        rowsDone,
        rowsTotal,
        rowsTotal == 0 ? 100 : rowsDone * 100 / rowsTotal,
        rate,
        events,
        left(rate));
  }

  private String left(double rate) {
    if (rowsDone >= rowsTotal) {
      return "done";
    }
    if (rowsDone == 0) {
      return "time left unknown";
    }
    long seconds = Math.round(Math.ceil((rowsTotal - rowsDone) / rate));
    return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
  }
}
