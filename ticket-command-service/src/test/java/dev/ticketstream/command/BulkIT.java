package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BulkIT {

  private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

  @BeforeAll
  static void everybodyIsKnown() {
    Client.admin().known();
    Client.alice().known();
    Client.bob().known();
    Client.carol().known();
    Client.dave().known();
  }

  @Test
  void carriesOutEveryBulkMutationInTheOrderOfTheInput() {
    Client alice = Client.alice();
    List<String> ids = tickets(3);
    run(alice, "bulkChangeStatus", ids, Map.of("status", "IN_PROGRESS"), "STATUS_CHANGED");
    run(alice, "bulkChangePriority", ids, Map.of("priority", "HIGH"), "PRIORITY_CHANGED");
    run(alice, "bulkAssign", ids, Map.of("assignedToUserId", "bob"), "ASSIGNED");
    run(alice, "bulkAssign", ids, nullFor("assignedToUserId"), "UNASSIGNED");
    run(alice, "bulkMoveToTeam", ids, Map.of("team", "first-line"), "UPDATED");
    run(alice, "bulkMoveToTeam", ids, nullFor("team"), "UPDATED");
    run(alice, "bulkAddTags", ids, Map.of("tags", List.of("a", "b")), "TAG_ADDED");
    JsonNode last = run(alice, "bulkRemoveTags", ids, Map.of("tags", List.of("a")), "TAG_REMOVED");
    assertThat(last.at("/results/2/ticket/tags").toString()).isEqualTo("[\"b\"]");
    assertThat(last.at("/results/2/ticket/status").asString()).isEqualTo("IN_PROGRESS");
    assertThat(last.at("/results/2/ticket/priority").asString()).isEqualTo("HIGH");
    assertThat(last.at("/results/2/ticket/assignedTo").isNull()).isTrue();
    run(alice, "bulkDelete", ids, Map.of(), "DELETED");
  }

  @Test
  void aFailureAtOneTicketDoesNotStopTheOthers() {
    Client alice = Client.alice();
    List<String> ids = tickets(3);
    alice.mutate("changeStatus", Map.of("ticketId", ids.get(1), "status", "CLOSED"));
    JsonNode answer =
        alice.bulk(
            "bulkChangeStatus",
            Map.of(
                "status",
                "IN_PROGRESS",
                "tickets",
                List.of(
                    ticket(UNKNOWN),
                    ticket(ids.get(0)),
                    ticket("no id"),
                    ticket(ids.get(1)),
                    Map.of("ticketId", ids.get(2), "expectedVersion", 9),
                    Map.of("ticketId", ids.get(2), "expectedVersion", 0),
                    ticket(ids.get(0).toUpperCase(java.util.Locale.ROOT)))));
    assertThat(answer.get("success").asBoolean()).isFalse();
    assertThat(answer.get("succeeded").asInt()).isEqualTo(2);
    assertThat(answer.get("failed").asInt()).isEqualTo(5);
    assertThat(codes(answer))
        .containsExactly(
            "NOT_FOUND input.tickets[0].ticketId",
            "",
            "INVALID_INPUT input.tickets[2].ticketId",
            "INVALID_TRANSITION input.status",
            "CONFLICT input.tickets[4].expectedVersion",
            "INVALID_INPUT input.tickets[5].expectedVersion",
            "");
    assertThat(answer.at("/results/4/errors/0/currentVersion").asInt()).isEqualTo(1);
    assertThat(versions(ids.get(0))).as("named twice, changed once").containsExactly(1, 2);
    assertThat(answer.at("/results/6/event")).isEqualTo(answer.at("/results/1/event"));
  }

  @Test
  void expectsVersionsPerTicketAndRebases() {
    Client alice = Client.alice();
    List<String> ids = tickets(3);
    alice.mutate("addTag", Map.of("ticketId", ids.get(1), "tag", "a"));
    alice.mutate("changePriority", Map.of("ticketId", ids.get(2), "priority", "LOW"));
    Map<String, Object> input = new HashMap<>();
    input.put("priority", "HIGH");
    input.put(
        "tickets", ids.stream().map(id -> Map.of("ticketId", id, "expectedVersion", 1)).toList());
    input.put("onConflict", "REBASE");
    assertThat(codes(alice.bulk("bulkChangePriority", input)))
        .containsExactly("", "", "CONFLICT input.tickets[2].expectedVersion");
  }

  @Test
  void fiveHundredTicketsPassAllLimitsAndOneMoreIsRefused() {
    Client alice = Client.alice();
    List<String> ids = new ArrayList<>(tickets(3));
    for (int i = ids.size(); i < 500; i++) {
      ids.add(new UUID(0x0189000000007000L, i).toString());
    }
    JsonNode answer = alice.bulk("bulkAddTags", input(ids, Map.of("tags", List.of("many"))));
    assertThat(answer.get("succeeded").asInt()).as(answer.get("errors").toString()).isEqualTo(3);
    assertThat(answer.get("failed").asInt()).isEqualTo(497);
    ids.add(UNKNOWN);
    JsonNode refused = alice.bulk("bulkAddTags", input(ids, Map.of("tags", List.of("more"))));
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(refused.at("/errors/0/path").asString()).isEqualTo("input.tickets");
    assertThat(refused.get("results")).isEmpty();
    assertThat(versions(ids.getFirst())).containsExactly(1, 2);
  }

  @Test
  void theAnswersFieldsCountForEachTicket() {
    List<String> ids = Collections.nCopies(400, UNKNOWN);
    JsonNode answer =
        Client.alice()
            .send(
                "mutation($input: BulkDeleteInput!) { bulkDelete(input: $input) { results {"
                    + " ticket { comments(first: 20) { edges { node { id comment } } } } } } }",
                Map.of("input", input(ids, Map.of())));
    assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void refusesTheWholeWhenTheCommandIsWrong() {
    List<String> ids = tickets(1);
    refused("bulkAssign", input(ids, Map.of()), "INVALID_INPUT", "input.assignedToUserId");
    refused("bulkMoveToTeam", input(ids, Map.of()), "INVALID_INPUT", "input.team");
    refused("bulkAddTags", input(ids, Map.of("tags", List.of())), "INVALID_INPUT", "input.tags");
    refused(
        "bulkRemoveTags",
        input(ids, Map.of("tags", Collections.nCopies(101, "x"))),
        "LIMIT_EXCEEDED",
        "input.tags");
    refused(
        "bulkDelete",
        input(ids, Map.of("commandId", "x".repeat(101))),
        "LIMIT_EXCEEDED",
        "input.commandId");
    assertThat(versions(ids.getFirst())).containsExactly(1);
    JsonNode nothing = Client.alice().bulk("bulkDelete", input(List.of(), Map.of()));
    assertThat(nothing.get("success").asBoolean()).isTrue();
    assertThat(nothing.get("results")).isEmpty();
  }

  @Test
  void customersMayWhatTheyMayWithSingleTickets() {
    String hers = Client.carol().createTicket("Hers");
    String his = Client.dave().createTicket("His");
    JsonNode closed =
        Client.carol()
            .bulk("bulkChangeStatus", input(List.of(hers, his), Map.of("status", "CLOSED")));
    assertThat(codes(closed)).containsExactly("", "NOT_FOUND input.tickets[1].ticketId");
    JsonNode deleted = Client.carol().bulk("bulkDelete", input(List.of(hers, his), Map.of()));
    assertThat(codes(deleted)).containsExactly("FORBIDDEN ", "NOT_FOUND input.tickets[1].ticketId");
  }

  @Test
  void aRetryGoesOnWhereTheFirstOneEnded() {
    Client alice = Client.alice();
    List<String> ids = tickets(4);
    Map<String, Object> command = Map.of("tags", List.of("a"), "commandId", unique());
    JsonNode first = alice.bulk("bulkAddTags", input(ids.subList(0, 2), command));
    alice.mutate("removeTag", Map.of("ticketId", ids.getFirst(), "tag", "a"));
    JsonNode retry = alice.bulk("bulkAddTags", input(ids, command));
    assertThat(retry.get("success").asBoolean()).isTrue();
    assertThat(retry.at("/results/0")).isEqualTo(first.at("/results/0"));
    assertThat(retry.at("/results/1")).isEqualTo(first.at("/results/1"));
    assertThat(retry.at("/results/3/event/eventType").asString()).isEqualTo("TAG_ADDED");
    assertThat(versions(ids.getFirst())).containsExactly(1, 2, 3);
    assertThat(versions(ids.getLast())).containsExactly(1, 2);
    JsonNode misused =
        alice.bulk("bulkDelete", input(ids, Map.of("commandId", command.get("commandId"))));
    assertThat(codes(misused)).containsOnly("INVALID_INPUT input.commandId");
  }

  @Test
  void concurrentRetriesChangeEachTicketOnceAndGetTheSameAnswer() throws Exception {
    Client alice = Client.alice();
    List<String> ids = tickets(10);
    List<String> backwards = ids.reversed();
    Map<String, Object> command = Map.of("priority", "LOW", "commandId", unique());
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> alice.bulk("bulkChangePriority", input(ids, command)));
      calls.add(() -> alice.bulk("bulkChangePriority", input(backwards, command)));
    }
    List<JsonNode> answers = Concurrently.all(calls);
    Set<String> forwards = Set.copyOf(everySecond(answers, 0));
    assertThat(forwards).hasSize(1);
    assertThat(Set.copyOf(everySecond(answers, 1))).hasSize(1);
    assertThat(answers.getFirst().get("success").asBoolean()).isTrue();
    assertThat(answers.get(1).at("/results/9")).isEqualTo(answers.getFirst().at("/results/0"));
    // The priority's deadline moves in an event of its own.
    assertThat(ids).allSatisfy(id -> assertThat(versions(id)).containsExactly(1, 2, 3));
  }

  private static List<String> everySecond(List<JsonNode> answers, int from) {
    return IntStream.range(0, answers.size())
        .filter(i -> i % 2 == from)
        .mapToObj(i -> answers.get(i).toString())
        .toList();
  }

  private static JsonNode run(
      Client client, String name, List<String> ids, Map<String, ?> fields, String eventType) {
    JsonNode answer = client.bulk(name, input(ids, fields));
    assertThat(answer.get("success").asBoolean()).as(name + answer).isTrue();
    assertThat(answer.get("results").findValuesAsString("ticketId")).isEqualTo(ids);
    assertThat(answer.get("results").findValuesAsString("eventType"))
        .hasSize(ids.size())
        .containsOnly(eventType);
    return answer;
  }

  private static void refused(String name, Map<String, ?> input, String code, String path) {
    JsonNode answer = Client.alice().bulk(name, input);
    assertThat(answer.at("/errors/0/code").asString()).as(name + answer).isEqualTo(code);
    assertThat(answer.at("/errors/0/path").asString()).isEqualTo(path);
    assertThat(answer.get("success").asBoolean()).isFalse();
    assertThat(answer.get("results")).isEmpty();
  }

  /** Each ticket's error with its path, or an empty text. */
  private static List<String> codes(JsonNode answer) {
    return answer
        .get("results")
        .valueStream()
        .map(result -> result.get("errors"))
        .map(
            errors ->
                errors.isEmpty()
                    ? ""
                    : errors.at("/0/code").asString() + " " + errors.at("/0/path").asString(""))
        .toList();
  }

  private static Map<String, Object> input(List<String> ids, Map<String, ?> fields) {
    Map<String, Object> input = new HashMap<>(fields);
    input.put("tickets", ids.stream().map(BulkIT::ticket).toList());
    return input;
  }

  private static Map<String, Object> ticket(String id) {
    return Map.of("ticketId", id);
  }

  private static Map<String, Object> nullFor(String field) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(field, null);
    return fields;
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }

  private static List<String> tickets(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Client.carol().createTicket("One of many"));
    }
    return ids;
  }

  private static List<Integer> versions(String ticketId) {
    return RunningService.get()
        .jdbc()
        .sql("select version from ticket_event where ticket_id = cast(? as uuid) order by seq")
        .param(ticketId)
        .query((row, _) -> row.getInt(1))
        .list();
  }
}
