package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.command.view.TicketExport;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketOrder;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TicketExportIT {

  /** All tickets of this class have it, so that other tests' tickets stay out of the files. */
  private static final String TAG = "export-" + UUID.randomUUID();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static String first = "";
  private static String second = "";

  @BeforeAll
  static void twoTickets() {
    Client alice = Client.alice().known();
    Client.carol().known();
    Client.dave().known();
    first =
        create(
            "=cmd|' /C calc'!A0", "Lines\nwith \"quotes\", commas\r\nund Ümläute 打印机 🔥", "carol");
    second = create("Plain", "", "dave");
    alice.mutate("addComment", Map.of("ticketId", first, "comment", "secret", "internal", true));
    alice.mutate("addComment", Map.of("ticketId", first, "comment", "open"));
    alice.mutate("assignTicket", Map.of("ticketId", second, "assignedToUserId", "alice"));
  }

  @Test
  void aFileHasTheTicketsAsTheApiShowsThem() throws IOException {
    HttpResponse<String> file =
        get("alice", "agent", "tags=" + TAG + "&orderBy=CREATED_DATE&direction=ASC");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    assertThat(file.headers().firstValue("content-disposition").orElse(""))
        .matches("attachment; filename=\"tickets-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
    assertThat(file.headers().firstValue("cache-control").orElse("")).isEqualTo("no-store");
    assertThat(file.body()).startsWith("id,reference,request,").endsWith("\r\n");
    List<CSVRecord> rows = rows(file.body());
    assertThat(rows).extracting(row -> row.get("id")).containsExactly(first, second);
    CSVRecord row = rows.getFirst();
    assertThat(row.get("request")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(row.get("description"))
        .isEqualTo("Lines\nwith \"quotes\", commas\r\nund Ümläute 打印机 🔥");
    assertThat(row.get("createdBy")).isEqualTo("carol");
    assertThat(row.get("createdByName")).isEqualTo("carol Tester");
    assertThat(row.get("tags")).isEqualTo(TAG);
    assertThat(row.get("commentCount")).isEqualTo("2");
    assertThat(rows.getLast().get("assignedTo")).isEqualTo("alice");
  }

  @Test
  void customersGetTheirTicketsAndNoTraceOfInternalWork() throws IOException {
    String tag = "internal-" + UUID.randomUUID();
    String id = createTagged("Worked at", "", "carol", tag);
    createTagged("Another's", "", "dave", tag);
    Client alice = Client.alice();
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "open"));
    HttpResponse<String> before = get("carol", "customer", "tags=" + tag);
    assertThat(rows(before.body())).extracting(row -> row.get("id")).containsExactly(id);
    assertThat(rows(before.body()).getFirst().get("commentCount")).isEqualTo("1");
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "secret", "internal", true));
    assertThat(get("carol", "customer", "tags=" + tag).body()).isEqualTo(before.body());
  }

  @ParameterizedTest
  @CsvSource({
    "assignedToUserIds=alice, '{ assignedToUserIds: [\"alice\"] }'",
    "unassigned=true, '{ unassigned: true }'",
    "createdByUserIds=carol&createdByUserIds=dave, '{ createdByUserIds: [\"carol\", \"dave\"] }'",
    "'statuses=NEW,OPEN', '{ statuses: [NEW, OPEN] }'",
    "statuses=, '{ statuses: [] }'",
    "text=umlaut, '{ text: \"umlaut\" }'",
    "overdue=false&withoutTeam=true, '{ overdue: false, withoutTeam: true }'",
    "createdFrom=2026-01-01T00:00:00Z, '{ createdFrom: \"2026-01-01T00:00:00Z\" }'",
  })
  void filtersAreThoseOfTheApi(String parameters, String filter) throws IOException {
    List<String> listed =
        Client.alice()
            .query("{ tickets(filter: " + filter + ", first: 100) { edges { node { id } } } }")
            .at("/tickets/edges")
            .findValuesAsString("id");
    List<String> exported =
        rows(get("alice", "agent", parameters).body()).stream().map(row -> row.get("id")).toList();
    assertThat(exported.stream().limit(100)).isEqualTo(listed);
  }

  @Test
  void excelGetsAByteOrderMarkIfItIsAskedFor() {
    assertThat(get("alice", "agent", "bom=true&tags=" + TAG).body()).startsWith("\uFEFFid,");
  }

  @Test
  void headHasTheHeadersOnly() {
    HttpResponse<String> answer =
        Client.exchange(
            request("alice", "agent", "tags=" + TAG)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-disposition")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "statuses=WAITING, INVALID_INPUT, statuses",
    "orderBy=RELEVANCE&text=x, INVALID_INPUT, orderBy",
    "direction=UP, INVALID_INPUT, direction",
    "text=%00, INVALID_INPUT, text",
    "tags=%20, INVALID_INPUT, tags[0]",
    "colour=red, INVALID_INPUT, colour",
  })
  void wrongParametersAreProblems(String parameters, String code, String parameter) {
    HttpResponse<String> answer = get("alice", "agent", parameters);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
    assertThat(problem.get("detail").asString()).isNotBlank();
  }

  @Test
  void nobodyGetsNothing() {
    HttpRequest request = HttpRequest.newBuilder(RunningService.get().uri("/tickets.csv")).build();
    assertThat(Client.exchange(request).statusCode()).isEqualTo(401);
  }

  @Test
  void aUserHasOneExportAtATime() {
    RunningService service = RunningService.get();
    JdbcTemplate jdbc = service.bean(JdbcTemplate.class);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            _ -> {
              // The first export waits for it, and holds its place meanwhile.
              jdbc.execute("lock table ticket in access exclusive mode");
              HttpRequest request = request("exporter", "agent", "tags=" + TAG).build();
              waiting.add(HTTP.sendAsync(request, BodyHandlers.ofString()));
              await().atMost(Duration.ofSeconds(8)).until(() -> waitingForLocks(jdbc) > 0);
              HttpResponse<String> refused = Client.exchange(request);
              assertThat(refused.statusCode()).isEqualTo(429);
              assertThat(refused.headers().firstValue("retry-after")).hasValue("10");
              assertThat(refused.body()).contains("RATE_LIMITED");
            });
    assertThat(waiting.getFirst().join().statusCode()).isEqualTo(200);
  }

  private static int waitingForLocks(JdbcTemplate jdbc) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from pg_locks where not granted and relation = 'ticket'::regclass",
            Integer.class);
    return count == null ? 0 : count;
  }

  @Test
  void aFileThatCannotBeFinishedBreaksOffVisibly() {
    JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
    String tag = "broken-" + UUID.randomUUID();
    String last = createTagged("Unreadable", "", "carol", tag);
    for (int i = 0; i < 3; i++) {
      createTagged("Readable", "x".repeat(20_000), "carol", tag);
    }
    // The last row in the order points at an event that no version of the service could write.
    jdbc.update(
        "insert into ticket_event (ticket_id, version, event_id, type, occurred_at, payload)"
            + " values (?, 1000, gen_random_uuid(), 'UPDATED', now(), '\\xff')",
        UUID.fromString(last));
    jdbc.update("update ticket set version = 1000 where id = ?", UUID.fromString(last));
    try {
      assertThatThrownBy(
              () ->
                  HTTP.send(
                      request("alice", "agent", "tags=" + tag + "&orderBy=CREATED_DATE").build(),
                      BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    } finally {
      jdbc.update("update ticket set version = 1 where id = ?", UUID.fromString(last));
      jdbc.execute(
          "set session_replication_role = replica; delete from ticket_event where version = 1000;"
              + " set session_replication_role = origin");
    }
  }

  @Test
  void theDatabaseEndsAnExportThatIsHeldUp() {
    TicketExport export = RunningService.get().bean(TicketExport.class);
    JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
    for (int i = 0; i < 60; i++) {
      createTagged("One of more than are fetched at a time", "", "carol", "many");
    }
    Viewer viewer = new Viewer(new UserRef("alice", "", "", null), Set.of(Role.AGENT), Set.of());
    TicketFilter everything = everything();
    AtomicInteger taken = new AtomicInteger();
    assertThatThrownBy(
            () ->
                export.forEach(
                    viewer,
                    everything,
                    new TicketOrder(TicketOrder.Field.CREATED_DATE, false),
                    Duration.ofSeconds(2),
                    _ -> {
                      if (taken.getAndIncrement() == 0) {
                        await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> exportsInTheDatabase(jdbc) == 0);
                      }
                    }))
        .isNotNull();
    assertThat(taken).as("what was fetched, at most").hasValueLessThanOrEqualTo(50);
  }

  private static int exportsInTheDatabase(JdbcTemplate jdbc) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from pg_stat_activity where state like 'idle in transaction%'"
                + " and datname = current_database()",
            Integer.class);
    return count == null ? -1 : count;
  }

  private static TicketFilter everything() {
    return new TicketFilter(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, false);
  }

  private static String create(String title, String description, String requester) {
    return createTagged(title, description, requester, TAG);
  }

  private static String createTagged(
      String title, String description, String requester, String tag) {
    return Client.alice()
        .mutate(
            "createTicket",
            Map.of(
                "request", title,
                "description", description,
                "requesterId", requester,
                "tags", List.of(tag)))
        .at("/ticket/id")
        .asString();
  }

  private static HttpResponse<String> get(String user, String role, @Nullable String query) {
    return Client.exchange(request(user, role, query).build());
  }

  private static HttpRequest.Builder request(String user, String role, @Nullable String query) {
    String token = RunningService.get().issuer().token(user).roles(role).sign();
    return HttpRequest.newBuilder(RunningService.get().uri("/tickets.csv?" + query))
        .header("Authorization", "Bearer " + token);
  }

  private static List<CSVRecord> rows(String file) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(file))
        .getRecords();
  }
}
