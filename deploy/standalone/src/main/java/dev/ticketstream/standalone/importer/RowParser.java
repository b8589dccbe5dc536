package dev.ticketstream.standalone.importer;

import dev.ticketstream.events.TicketPriority;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** Turns a record of the file into a row, or says why it cannot be one. */
final class RowParser {

  private static final String UNKNOWN = "?";
  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final List<DateTimeFormatter> DATE_FORMS =
      List.of(dateForm("d-M-uuuu H:mm"), dateForm("d/M/uuuu H:mm"), dateForm("uuuu-M-d H:mm"));

  private final List<String> header;

  RowParser(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * @param line where the record begins in the file
   */
  ReadRow parse(CSVRecord fields, long line) {
    if (fields.size() != header.size()) {
      return new ReadRow.Unusable(
          line, "%d columns instead of %d".formatted(fields.size(), header.size()));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String value = fields.get(i).strip();
      if (value.indexOf(REPLACEMENT) >= 0) {
        return new ReadRow.Unusable(line, "%s is not UTF-8".formatted(header.get(i)));
      }
      if (!value.isEmpty() && !value.equals(UNKNOWN)) {
        values.put(header.get(i), value);
      }
    }
    return parse(values, line);
  }

  private static ReadRow parse(Map<String, String> values, long line) {
    String number = values.getOrDefault(Columns.NUMBER, UNKNOWN);
    if (!NUMBER.matcher(number).matches()) {
      return new ReadRow.Unusable(line, "number \"%s\" is none".formatted(shortened(number)));
    }
    String stateName = values.getOrDefault(Columns.STATE, UNKNOWN);
    Optional<IncidentState> state = IncidentState.fromLog(stateName);
    if (state.isEmpty()) {
      return new ReadRow.Unusable(
          line, "incident_state \"%s\" is unknown".formatted(shortened(stateName)));
    }
    String priorityName = values.getOrDefault(Columns.PRIORITY, UNKNOWN);
    Optional<TicketPriority> priority = priority(priorityName);
    if (priority.isEmpty()) {
      return new ReadRow.Unusable(
          line, "priority \"%s\" is unknown".formatted(shortened(priorityName)));
    }
    String date = values.getOrDefault(Columns.UPDATED_AT, UNKNOWN);
    Optional<LocalDateTime> updatedAt = date(date);
    if (updatedAt.isEmpty()) {
      return new ReadRow.Unusable(
          line, "sys_updated_at \"%s\" is no date".formatted(shortened(date)));
    }
    return new ReadRow.Usable(
        new LogRow(line, number, state.get(), priority.get(), updatedAt.get(), values));
  }

  private static Optional<TicketPriority> priority(String name) {
    return switch (name) {
      case "1 - Critical" -> Optional.of(TicketPriority.CRITICAL);
      case "2 - High" -> Optional.of(TicketPriority.HIGH);
      case "3 - Moderate" -> Optional.of(TicketPriority.MEDIUM);
      case "4 - Low" -> Optional.of(TicketPriority.LOW);
      default -> Optional.empty();
    };
  }

  private static Optional<LocalDateTime> date(String text) {
    for (DateTimeFormatter form : DATE_FORMS) {
      try {
        return Optional.of(LocalDateTime.parse(text, form));
      } catch (DateTimeParseException e) {
        // The next form may fit.
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter dateForm(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .optionalStart()
        .appendPattern(":ss")
        .optionalEnd()
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String shortened(String value) {
    String printable = value.replaceAll("\\p{Cntrl}", " ");
    return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
  }
}
