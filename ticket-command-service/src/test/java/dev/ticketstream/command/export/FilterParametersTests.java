package dev.ticketstream.command.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.command.ticket.CommandRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParametersTests {

  @Test
  void takesEveryFieldOfTheSchemasFilter() throws IOException {
    Map<String, List<String>> parameters = new TreeMap<>();
    Matcher input =
        Pattern.compile("input TicketFilter \\{(.*?)\\n\\}", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("src/main/resources/graphql/schema.graphqls")));
    assertThat(input.find()).isTrue();
    String fields = input.group(1).replaceAll("(?s)\"\"\".*?\"\"\"", "");
    Matcher field = Pattern.compile("(?m)^ {2}(\\w+): (\\[?\\w+)").matcher(fields);
    while (field.find()) {
      parameters.put(field.group(1), List.of(valueOf(field.group(2))));
    }
    assertThat(parameters).hasSizeGreaterThan(20);
    assertThat(new TreeSet<>(FilterParameters.read(parameters).keySet()))
        .isEqualTo(parameters.keySet());
  }

  private static String valueOf(String type) {
    return switch (type) {
      case "[TicketStatus" -> "OPEN";
      case "[TicketPriority" -> "LOW";
      case "[RequestType" -> "BUG";
      case "Boolean" -> "true";
      case "DateTime" -> "2026-03-01T09:30:00+01:00";
      case "String", "[String", "[ID" -> "x";
      default -> throw new AssertionError(type);
    };
  }

  @Test
  void givesValuesTheirTypes() {
    assertThat(
            FilterParameters.read(
                Map.of(
                    "statuses", List.of("OPEN,NEW", "CLOSED"),
                    "priorities", List.of(""),
                    "tags", List.of("a,b", "c"),
                    "teams", List.of(""),
                    "overdue", List.of("false"),
                    "createdFrom", List.of("2026-03-01T09:30:00+01:00"))))
        .isEqualTo(
            Map.of(
                "statuses", List.of("OPEN", "NEW", "CLOSED"),
                "priorities", List.of(),
                "tags", List.of("a,b", "c"),
                "teams", List.of(),
                "overdue", false,
                "createdFrom", Instant.parse("2026-03-01T08:30:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "statuses, WAITING, 'Allowed are NEW, OPEN'",
    "overdue, yes, true or false",
    "createdFrom, yesterday, 2026-03-01T09:30:00Z",
    "createdFrom, +99999-01-01T00:00:00Z, 2026-03-01T09:30:00Z",
    "createdFrom, +999999999-12-31T23:59:59-18:00, 2026-03-01T09:30:00Z",
    "status, OPEN, 'statuses'",
  })
  void refusesWithWhatIsAllowed(String name, String value, String message) {
    assertThatThrownBy(() -> FilterParameters.read(Map.of(name, List.of(value))))
        .isInstanceOfSatisfying(
            CommandRejectedException.class,
            refusal -> {
              assertThat(refusal.path()).isEqualTo(name);
              assertThat(refusal.reason()).contains(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"overdue", "text", "createdFrom"})
  void refusesASingleValueGivenTwice(String name) {
    assertThatThrownBy(() -> FilterParameters.read(Map.of(name, List.of("true", "true"))))
        .hasMessageContaining("once");
  }
}
