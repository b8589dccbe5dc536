package dev.ticketstream.standalone.importer;

import static java.util.stream.Collectors.joining;

import dev.ticketstream.events.TicketLimits;
import dev.ticketstream.standalone.issuer.DemoUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts an incident's fields into a ticket's words; the log's own names are kept in them. */
final class TicketText {

  private static final List<String> DESCRIBED =
      List.of(
          Columns.CALLER,
          Columns.OPENED_BY,
          Columns.OPENED_AT,
          Columns.CONTACT,
          Columns.LOCATION,
          Columns.CATEGORY,
          Columns.SUBCATEGORY,
          Columns.SYMPTOM,
          Columns.CONFIGURATION_ITEM,
          Columns.IMPACT,
          Columns.URGENCY,
          Columns.GROUP);

  private static final List<String> TAGGED = List.of(Columns.NUMBER, Columns.CATEGORY);

  private TicketText() {}

  static DeskCommand.CreateTicket create(LogRow row, DemoUser customer, @Nullable String team) {
    Map<String, String> meta = new TreeMap<>();
    DESCRIBED.forEach(column -> row.value(column).ifPresent(value -> meta.put(column, value)));
    meta.put(Columns.NUMBER, row.number());
    return new DeskCommand.CreateTicket(
        customer.name(),
        title(row),
        DESCRIBED.stream()
            .filter(column -> row.value(column).isPresent())
            .map(column -> "- %s: %s".formatted(column, row.value(column).orElse("")))
            .collect(joining("\n", "Incident %s\n\n".formatted(row.number()), "\n")),
        row.priority(),
        team,
        TAGGED.stream()
            .map(row::value)
            .flatMap(Optional::stream)
            .map(tag -> shortened(tag, TicketLimits.TAG_LENGTH_MAX))
            .toList(),
        meta);
  }

  private static String title(LogRow row) {
    String subject =
        Stream.of(Columns.CATEGORY, Columns.SUBCATEGORY, Columns.SYMPTOM)
            .map(row::value)
            .flatMap(Optional::stream)
            .collect(joining(", "));
    return shortened(
        subject.isEmpty() ? row.number() : row.number() + ": " + subject,
        TicketLimits.REQUEST_LENGTH_MAX);
  }

  static String resolution(LogRow row) {
    return "Resolved by %s%s."
        .formatted(
            row.value(Columns.RESOLVED_BY)
                .or(() -> row.value(Columns.UPDATED_BY))
                .orElse("the desk")
                .replace("Resolved by ", "resolver "),
            row.value(Columns.CLOSED_CODE).map(code -> " (" + code + ")").orElse(""));
  }

  static String closing(LogRow row) {
    return "Closed%s."
        .formatted(row.value(Columns.CLOSED_CODE).map(code -> " (" + code + ")").orElse(""));
  }

  private static String shortened(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
  }
}
