package dev.ticketstream.command.authorisation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in {@code docs/authorisation-matrix.md}. */
final class Matrix {

  private static final Path FILE = Path.of("../docs/authorisation-matrix.md");

  private Matrix() {}

  /** The rows, in the order of the page; checks that the columns are those that are tested. */
  static List<Row> read() {
    List<String> header =
        Stream.concat(Stream.of("call", "on"), Arrays.stream(Caller.values()).map(Caller::title))
            .toList();
    List<Row> rows = new ArrayList<>();
    for (String line : lines()) {
      if (!line.startsWith("|") || line.startsWith("|--")) {
        continue;
      }
      List<String> cells =
          Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
              .map(String::strip)
              .toList();
      if (cells.equals(header)) {
        continue;
      }
      if (cells.size() != header.size()) {
        throw new AssertionError("a row has %d cells: %s".formatted(cells.size(), line));
      }
      rows.add(row(cells));
    }
    return rows;
  }

  private static Row row(List<String> cells) {
    Map<Caller, String> outcomes = new EnumMap<>(Caller.class);
    Iterator<String> cell = cells.subList(2, cells.size()).iterator();
    for (Caller caller : Caller.values()) {
      outcomes.put(caller, cell.next());
    }
    return new Row(cells.getFirst().replace("`", ""), cells.get(1), outcomes);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A call and what comes of it.
   *
   * @param call a field with its arguments, or an HTTP method with a path; {@code $names} stand for
   *     what the test has prepared
   * @param on what kind of thing is called on
   * @param outcomes what each caller gets
   */
  record Row(String call, String on, Map<Caller, String> outcomes) {

    boolean isRest() {
      return call.matches("[A-Z]+ /.*");
    }

    /** The field that is called. */
    String field() {
      return call.split("\\W", 2)[0];
    }

    /** The row as the page has it, with other outcomes. */
    String with(Map<Caller, String> others) {
      return "| `%s` | %s | %s |"
          .formatted(
              call,
              on,
              Arrays.stream(Caller.values()).map(others::get).collect(Collectors.joining(" | ")));
    }
  }
}
