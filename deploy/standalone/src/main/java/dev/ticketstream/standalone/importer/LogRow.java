package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketPriority;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the event log: an incident as it was after one of its updates.
 *
 * @param line where the row begins in the file, from 1
 * @param number the incident's number
 * @param state its state
 * @param priority its priority
 * @param updatedAt when the update happened; the log gives no time zone
 * @param values every column's value; {@code ?}, which the log writes for unknown, is left out
 */
record LogRow(
    long line,
    String number,
    IncidentState state,
    TicketPriority priority,
    LocalDateTime updatedAt,
    Map<String, String> values) {

  LogRow {
    values = Map.copyOf(values);
  }

  /** A column's value; empty when the log does not know it. */
  Optional<String> value(String column) {
    return Optional.ofNullable(values.get(column));
  }

  /** A counter's value; 0 when the log does not know it. */
  int count(String column) {
    return value(column).filter(text -> text.matches("\\d{1,9}")).map(Integer::parseInt).orElse(0);
  }
}
