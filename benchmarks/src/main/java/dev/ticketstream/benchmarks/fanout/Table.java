package dev.ticketstream.benchmarks.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A scenario's measurements as Markdown, as they stand in docs/performance.md. */
final class Table {

  private final List<String> lines = new ArrayList<>();

  /**
   * @param columns their heads
   */
  Table(String... columns) {
    row((Object[]) columns);
    lines.add("|" + "---|".repeat(columns.length));
  }

  /** Adds a row. */
  void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(cell).append(" |");
    }
    lines.add(line.toString());
  }

  /** Adds a line of text behind the rows. */
  void note(String text) {
    lines.add("");
    lines.add(text);
  }

  /** The median of the rounds, and in brackets the lowest and the highest if there are several. */
  static <T> String median(List<T> rounds, ToDoubleFunction<T> value, String format) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    String median = number(format, middle(rounds, value));
    return sorted.length == 1
        ? median
        : "%s (%s–%s)"
            .formatted(
                median, number(format, sorted[0]), number(format, sorted[sorted.length - 1]));
  }

  /** The median of the rounds; of an even number of them the higher one. */
  static <T> double middle(List<T> rounds, ToDoubleFunction<T> value) {
    return rounds.stream().mapToDouble(value).sorted().toArray()[rounds.size() / 2];
  }

  /** A number with a thousands separator if the format asks for one. */
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Bytes as MB. */
  static double megabytes(double bytes) {
    return bytes / (1024 * 1024);
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
