package dev.ticketstream.command.export;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads query parameters with the names and meanings of the GraphQL input {@code TicketFilter}, and
 * gives them the types that GraphQL would. A list's parameter is repeated for each value; names of
 * statuses, priorities and types may also be separated by commas. An empty value of a list stands
 * for the empty list.
 */
final class FilterParameters {

  private static final Map<String, Class<? extends Enum<?>>> CONSTANTS =
      Map.of(
          "statuses", TicketStatus.class,
          "priorities", TicketPriority.class,
          "requestTypes", RequestType.class);
  private static final Set<String> TEXTS =
      Set.of("assignedToUserIds", "createdByUserIds", "teams", "tags", "anyTags");
  private static final Set<String> FLAGS =
      Set.of("unassigned", "watched", "withoutTeam", "overdue", "deleted");
  private static final Set<String> TIMES =
      Set.of(
          "createdFrom",
          "createdBefore",
          "updatedFrom",
          "updatedBefore",
          "deadlineFrom",
          "deadlineBefore",
          "resolvedFrom",
          "resolvedBefore");

  private FilterParameters() {}

  /**
   * @param parameters the request's parameters, without those that are not the filter's
   * @throws dev.ticketstream.command.ticket.CommandRejectedException when one is unknown, is given
   *     twice though it is no list, or has a wrong value
   */
  static Map<String, Object> read(Map<String, List<String>> parameters) {
    Map<String, Object> fields = new LinkedHashMap<>();
    parameters.forEach((name, values) -> fields.put(name, field(name, values)));
    return fields;
  }

  private static Object field(String name, List<String> values) {
    Class<? extends Enum<?>> constants = CONSTANTS.get(name);
    if (constants != null) {
      return constants(constants, name, values);
    }
    if (TEXTS.contains(name)) {
      return values.equals(List.of("")) ? List.of() : values;
    }
    if (FLAGS.contains(name)) {
      return flag(name, single(name, values));
    }
    if (TIMES.contains(name)) {
      return time(name, single(name, values));
    }
    if (name.equals("text")) {
      return single(name, values);
    }
    throw invalid("There is no such parameter; there are " + names() + ".", name);
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of("text", "orderBy", "direction", "bom"));
    names.addAll(CONSTANTS.keySet());
    names.addAll(TEXTS);
    names.addAll(FLAGS);
    names.addAll(TIMES);
    return names;
  }

  private static List<String> constants(
      Class<? extends Enum<?>> type, String name, List<String> values) {
    List<String> allowed = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    List<String> wanted =
        values.stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    for (String value : wanted) {
      if (!allowed.contains(value)) {
        throw invalid("Allowed are " + String.join(", ", allowed) + ".", name);
      }
    }
    return wanted;
  }

  private static String single(String name, List<String> values) {
    if (values.size() != 1) {
      throw invalid("This parameter is given once.", name);
    }
    return values.getFirst();
  }

  static Boolean flag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid("Write true or false.", name);
    };
  }

  private static Object time(String name, String value) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Refused below, as a year that PostgreSQL does not know.
    }
    throw invalid("A time is written like 2026-03-01T09:30:00Z.", name);
  }
}
