package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatisticsIT {

  /** All tickets of this class have it, so that other tests' tickets are not counted. */
  private static final String TAG = "statistics-" + UUID.randomUUID();

  private static final String STATISTICS =
      """
      query($f: TicketFilter, $from: Date, $to: Date, $zone: String, $top: Int) {
        ticketStatistics(filter: $f, from: $from, to: $to, timeZone: $zone, top: $top) {
          total overdue byStatus { status tickets } byPriority { priority tickets }
          byRequestType { requestType tickets } byTeam { team tickets } otherTeams withoutTeam
          byAssignee { assignee { id lastName } tickets } otherAssignees unassigned
          perDay { date created resolved }
          medianFirstResponseSeconds medianResolutionSeconds } }
      """;

  @BeforeAll
  static void fourTickets() {
    Client alice = Client.alice().known();
    Client.bob().known();
    Client.carol().known();
    Client.dave().known();
    String first = create("LOW", "carol", "first-line", "alice");
    String second = create("LOW", "carol", "first-line", "bob");
    String third = create("HIGH", "dave", "first-line", "alice");
    create("HIGH", "dave", null, null);
    alice.mutate("changeStatus", Map.of("ticketId", third, "status", "OPEN"));
    // Only the rows: what the figures are made of. Times as they are would be all the same.
    set(first, "created_date", "2026-03-28T23:30:00Z");
    set(first, "first_response_date", "2026-03-28T23:40:00Z");
    set(first, "resolved_date", "2026-03-30T00:00:00Z");
    set(second, "created_date", "2026-03-29T21:59:59Z");
    set(second, "first_response_date", "2026-03-29T22:29:59Z");
    set(third, "created_date", "2026-03-29T22:00:00Z");
    set(third, "sla_deadline", "2026-03-29T23:00:00Z");
  }

  @Test
  void countsByEveryDimension() {
    JsonNode figures = figures(Client.alice(), Map.of());
    assertThat(figures.get("total").asInt()).isEqualTo(4);
    assertThat(figures.get("overdue").asInt()).isEqualTo(1);
    assertThat(figures.get("byStatus").toString())
        .isEqualTo(
            "[{\"status\":\"NEW\",\"tickets\":3},{\"status\":\"OPEN\",\"tickets\":1},"
                + "{\"status\":\"IN_PROGRESS\",\"tickets\":0},{\"status\":\"ON_HOLD\",\"tickets\":0},"
                + "{\"status\":\"RESOLVED\",\"tickets\":0},{\"status\":\"CLOSED\",\"tickets\":0}]");
    assertThat(figures.get("byPriority").findValuesAsString("tickets"))
        .containsExactly("2", "0", "2", "0");
    assertThat(figures.get("byRequestType").findValuesAsString("tickets"))
        .containsExactly("0", "0", "0", "4", "0");
    assertThat(figures.get("byTeam").toString())
        .isEqualTo("[{\"team\":\"first-line\",\"tickets\":3}]");
    assertThat(figures.get("withoutTeam").asInt()).isEqualTo(1);
    assertThat(figures.get("byAssignee").toString())
        .isEqualTo(
            "[{\"assignee\":{\"id\":\"alice\",\"lastName\":\"Tester\"},\"tickets\":2},"
                + "{\"assignee\":{\"id\":\"bob\",\"lastName\":\"Tester\"},\"tickets\":1}]");
    assertThat(figures.get("unassigned").asInt()).isEqualTo(1);
    assertThat(figures.get("otherAssignees").asInt()).isZero();
  }

  @Test
  void namesTheTopOnlyAndCountsTheOthers() {
    JsonNode figures = figures(Client.alice(), Map.of("top", 1));
    assertThat(figures.get("byAssignee").findValuesAsString("id")).containsExactly("alice");
    assertThat(figures.get("otherAssignees").asInt()).isEqualTo(1);
    assertThat(figures.get("byStatus")).as("statuses are all there").hasSize(6);
  }

  @Test
  void mediansAreInSecondsFromCreation() {
    JsonNode figures = figures(Client.alice(), Map.of());
    assertThat(figures.get("medianFirstResponseSeconds").asDouble()).isEqualTo(1200.0);
    assertThat(figures.get("medianResolutionSeconds").asDouble()).isEqualTo(88200.0);
    JsonNode none = figures(Client.alice(), Map.of("f", filter(Map.of("unassigned", true))));
    assertThat(none.get("medianFirstResponseSeconds").isNull()).isTrue();
    assertThat(none.get("medianResolutionSeconds").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks went forward in Berlin on the 29th: that day had 23 hours, and began at 23:00Z.
    "Europe/Berlin, 0 2 1 0, 0 0 1 0",
    "UTC, 1 2 0 0, 0 0 1 0",
    "Asia/Tokyo, 0 1 2 0, 0 0 1 0",
    "America/New_York, 1 2 0 0, 0 1 0 0",
  })
  void daysBeginAtMidnightInTheTimeZone(String zone, String created, String resolved) {
    JsonNode days =
        figures(Client.alice(), Map.of("from", "2026-03-28", "to", "2026-03-31", "zone", zone))
            .get("perDay");
    assertThat(days.findValuesAsString("date"))
        .containsExactly("2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31");
    assertThat(String.join(" ", days.findValuesAsString("created"))).isEqualTo(created);
    assertThat(String.join(" ", days.findValuesAsString("resolved"))).isEqualTo(resolved);
  }

  @Test
  void thirtyDaysByDefaultAndAYearAtMost() {
    assertThat(figures(Client.alice(), Map.of()).get("perDay")).hasSize(30);
    assertThat(
            figures(Client.alice(), Map.of("from", "2024-01-01", "to", "2024-12-31")).get("perDay"))
        .hasSize(366);
  }

  @Test
  void everybodyCountsWhatTheySee() {
    JsonNode carols = figures(Client.carol(), Map.of());
    assertThat(carols.get("total").asInt()).isEqualTo(2);
    assertThat(carols.get("byAssignee").findValuesAsString("tickets")).containsExactly("1", "1");
    assertThat(figures(Client.as("stranger", "customer"), Map.of()).get("total").asInt()).isZero();
    assertThat(
            figures(Client.alice(), Map.of("f", filter(Map.of("priorities", List.of("LOW")))))
                .get("total")
                .asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from: \"2026-03-02\", to: \"2026-03-01\"",
        "from: \"2026-03-01T00:00:00Z\"",
        "from: \"2026-02-30\"",
        "from: \"1969-12-31\", to: \"1970-01-01\"",
        "to: \"0001-01-01\"",
        "timeZone: \"Middle/Earth\"",
        "top: 0",
        "top: 101",
      })
  void refusesWrongArguments(String arguments) {
    assertThat(errorCode(arguments)).isEqualTo("INVALID_INPUT");
  }

  @Test
  void refusesTooManyDays() {
    assertThat(errorCode("from: \"2025-01-01\", to: \"2026-01-02\"")).isEqualTo("LIMIT_EXCEEDED");
  }

  private static String errorCode(String arguments) {
    return Client.alice()
        .send("{ ticketStatistics(" + arguments + ") { total perDay { date } } }", Map.of())
        .at("/errors/0/extensions/code")
        .asString();
  }

  private static JsonNode figures(Client client, Map<String, ?> variables) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("f", filter(Map.of()));
    all.putAll(variables);
    return client.query(STATISTICS, all).get("ticketStatistics");
  }

  private static Map<String, Object> filter(Map<String, ?> criteria) {
    Map<String, Object> filter = new LinkedHashMap<>(criteria);
    filter.put("tags", List.of(TAG));
    return filter;
  }

  private static String create(
      String priority, String requester, @Nullable String team, @Nullable String assignee) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("request", "Counted");
    input.put("priority", priority);
    input.put("requesterId", requester);
    input.put("team", team);
    input.put("assignedToUserId", assignee);
    input.put("tags", List.of(TAG));
    return Client.alice().mutate("createTicket", input).at("/ticket/id").asString();
  }

  private static void set(String ticketId, String column, String time) {
    RunningService.get()
        .jdbc()
        .sql("update ticket set %s = cast(? as timestamptz) where id = ?".formatted(column))
        .params(time, UUID.fromString(ticketId))
        .update();
  }
}
