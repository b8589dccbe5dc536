package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketPriority;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows for tests: an incident that changes only where a test says so. */
public final class Rows {

  private Rows() {}

  static LogRow row(String number, IncidentState state, String... columnsAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put(Columns.NUMBER, number);
    values.put(Columns.CALLER, "Caller 1");
    values.put(Columns.OPENED_BY, "Opened by 1");
    values.put(Columns.UPDATED_BY, "Updated by 1");
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      values.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return new LogRow(
        2, number, state, TicketPriority.MEDIUM, LocalDateTime.of(2016, 2, 29, 1, 23), values);
  }

  public static String header() {
    return String.join(",", Columns.REQUIRED);
  }

  /** A line of the file, with a value for each required column. */
  public static String line(String number, String state, Map<String, String> others) {
    Map<String, String> values = new HashMap<>(others);
    values.put(Columns.NUMBER, number);
    values.put(Columns.STATE, state);
    values.putIfAbsent(Columns.PRIORITY, "3 - Moderate");
    values.putIfAbsent(Columns.UPDATED_AT, "29-02-2016 01:23");
    List<String> columns = Columns.REQUIRED;
    return columns.stream()
        .map(column -> values.getOrDefault(column, "?"))
        .collect(Collectors.joining(","));
  }
}
