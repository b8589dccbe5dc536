package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConcurrencyIT {

  @Test
  void aHundredRetriesOfACreationMakeOneTicketAndGetTheSameAnswer() throws Exception {
    Client carol = Client.carol();
    String commandId = UUID.randomUUID().toString();
    Map<String, Object> input = Map.of("request", "Once", "commandId", commandId);
    List<JsonNode> answers = atOnce(100, () -> carol.mutate("createTicket", input));
    assertThat(Set.copyOf(answers)).hasSize(1);
    assertThat(answers.getFirst().get("success").asBoolean()).isTrue();
    String id = answers.getFirst().at("/ticket/id").asString();
    assertThat(versions(id)).containsExactly(1);
    assertThat(createdWith(commandId)).isEqualTo(1);
  }

  @Test
  void aHundredRetriesOfACommentMakeOneEventAndGetTheSameAnswer() throws Exception {
    Client carol = Client.carol();
    String id = carol.createTicket("Comment once");
    Map<String, Object> input =
        Map.of("ticketId", id, "comment", "Once", "commandId", UUID.randomUUID().toString());
    List<JsonNode> answers = atOnce(100, () -> carol.mutate("addComment", input));
    assertThat(Set.copyOf(answers)).hasSize(1);
    assertThat(versions(id)).containsExactly(1, 2);
    JsonNode later = carol.mutate("addComment", input);
    assertThat(later).isEqualTo(answers.getFirst());
  }

  @Test
  void aHundredRetriesAreAnsweredByteForByteTheSame() throws Exception {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Duplicate once");
    String original = Client.carol().createTicket("Its original");
    Map<String, Object> input =
        Map.of(
            "ticketId",
            id,
            "originalTicketId",
            original,
            "commandId",
            UUID.randomUUID().toString(),
            "expectedVersion",
            1);
    String body =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "query",
                    "mutation($input: MarkDuplicateOfInput!) { markDuplicateOf(input: $input) "
                        + Client.PAYLOAD
                        + " }",
                    "variables",
                    Map.of("input", input)));
    List<String> answers =
        Concurrently.all(Collections.nCopies(100, () -> alice.post(body).body()));
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "OPEN"));
    answers.add(alice.post(body).body());
    assertThat(Set.copyOf(answers)).hasSize(1);
    assertThat(answers.getFirst()).contains("\"success\":true").contains("\"CLOSED\"");
    assertThat(versions(id)).containsExactly(1, 2, 3, 4);
    assertThat(versions(original)).containsExactly(1, 2);
  }

  @Test
  void ofDifferentCommandsUnderOneIdAtOnceOneIsCarriedOut() throws Exception {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("One id");
    String other = Client.carol().createTicket("The same id");
    String commandId = UUID.randomUUID().toString();
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      calls.add(() -> alice.mutate("addTag", tag(id, commandId)));
      calls.add(() -> alice.mutate("addTag", tag(other, commandId)));
      calls.add(() -> alice.mutate("removeTag", tag(id, commandId)));
    }
    List<JsonNode> answers = Concurrently.all(calls);
    assertThat(answers).filteredOn(answer -> answer.get("success").asBoolean()).hasSize(10);
    assertThat(answers)
        .filteredOn(answer -> !answer.get("success").asBoolean())
        .allSatisfy(
            answer ->
                assertThat(answer.at("/errors/0/path").asString()).isEqualTo("input.commandId"));
    assertThat(versions(id).size() + versions(other).size()).isLessThanOrEqualTo(3);
  }

  private static Map<String, Object> tag(String ticketId, String commandId) {
    return Map.of("ticketId", ticketId, "tag", "a", "commandId", commandId);
  }

  @Test
  void concurrentCommandsOnOneTicketKeepItsVersionsConsecutive() throws Exception {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Busy");
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "c" + i;
      calls.add(() -> alice.mutate("addComment", Map.of("ticketId", id, "comment", text)));
      calls.add(() -> alice.mutate("addTag", Map.of("ticketId", id, "tag", text)));
    }
    for (JsonNode answer : Concurrently.all(calls)) {
      assertThat(answer.get("success").asBoolean()).as(answer.toString()).isTrue();
    }
    assertThat(versions(id))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 81).boxed().toList());
    assertThat(
            RunningService.get()
                .jdbc()
                .sql("select version from ticket where id = cast(? as uuid)")
                .param(id)
                .query((row, _) -> row.getInt(1))
                .single())
        .isEqualTo(81);
  }

  @Test
  void ofConcurrentCommandsWithTheSameExpectedVersionOneWins() throws Exception {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("One wins");
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Map<String, Object> input = Map.of("ticketId", id, "tag", "t" + i, "expectedVersion", 1);
      calls.add(() -> alice.mutate("addTag", input));
    }
    List<JsonNode> answers = Concurrently.all(calls);
    assertThat(answers).filteredOn(answer -> answer.get("success").asBoolean()).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.get("success").asBoolean())
        .allSatisfy(
            answer -> {
              assertThat(answer.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
              assertThat(answer.at("/errors/0/currentVersion").asInt()).isEqualTo(2);
              assertThat(answer.get("conflictingEvents")).hasSize(1);
            });
    assertThat(versions(id)).containsExactly(1, 2);
  }

  @Test
  void aCommandIdIsTheCallersOwnAndForOneCommandOnly() {
    String commandId = UUID.randomUUID().toString();
    Client carol = Client.carol();
    JsonNode hers = carol.mutate("createTicket", Map.of("request", "Hers", "commandId", commandId));
    JsonNode his =
        Client.dave().mutate("createTicket", Map.of("request", "His", "commandId", commandId));
    assertThat(his.at("/ticket/id")).isNotEqualTo(hers.at("/ticket/id"));
    String id = hers.at("/ticket/id").asString();
    JsonNode misused =
        carol.mutate("addComment", Map.of("ticketId", id, "comment", "x", "commandId", commandId));
    assertThat(misused.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(misused.at("/errors/0/path").asString()).isEqualTo("input.commandId");
  }

  @Test
  void aCommandIdIsForOneInputOnly() {
    Client carol = Client.carol();
    String id = carol.createTicket("Said once");
    Map<String, Object> said =
        Map.of("ticketId", id, "comment", "It smokes", "commandId", UUID.randomUUID().toString());
    JsonNode first = carol.mutate("addComment", said);
    Map<String, Object> other = new HashMap<>(said);
    other.put("comment", "It burns");
    JsonNode misused = carol.mutate("addComment", other);
    assertThat(misused.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(misused.at("/errors/0/path").asString()).isEqualTo("input.commandId");
    Map<String, Object> elsewhere = new HashMap<>(said);
    elsewhere.putAll(
        Map.of(
            "origin",
            "another tab",
            "expectedVersion",
            2,
            "onConflict",
            "REBASE",
            "metadata",
            Map.of("try", "2")));
    assertThat(carol.mutate("addComment", elsewhere)).isEqualTo(first);
    assertThat(versions(id)).containsExactly(1, 2);
  }

  @Test
  void aCommandIdOfACreationIsForOneInputOnly() {
    String commandId = UUID.randomUUID().toString();
    Map<String, Object> input = new HashMap<>(Map.of("request", "Meta", "commandId", commandId));
    input.put("meta", Map.of("b", List.of(1, 2), "a", Map.of("d", 1.5, "c", true)));
    JsonNode first = Client.alice().mutate("createTicket", input);
    assertThat(Client.alice().mutate("createTicket", input)).isEqualTo(first);
    input.put("meta", Map.of("b", List.of(2, 1), "a", Map.of("d", 1.5, "c", true)));
    assertThat(Client.alice().mutate("createTicket", input).at("/errors/0/code").asString())
        .isEqualTo("INVALID_INPUT");
  }

  @Test
  void aRefusedCommandMayBeSentAgainUnderItsId() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Refused first");
    String commandId = UUID.randomUUID().toString();
    Map<String, Object> hold = Map.of("ticketId", id, "status", "ON_HOLD", "commandId", commandId);
    assertThat(alice.mutate("changeStatus", hold).at("/errors/0/code").asString())
        .isEqualTo("INVALID_TRANSITION");
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "IN_PROGRESS"));
    assertThat(alice.mutate("changeStatus", hold).get("success").asBoolean()).isTrue();
  }

  @Test
  void aRetryOfWhatChangedNothingChangesNothingLaterEither() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("No-op");
    Map<String, Object> remove =
        Map.of("ticketId", id, "tag", "a", "commandId", UUID.randomUUID().toString());
    JsonNode first = alice.mutate("removeTag", remove);
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "a"));
    assertThat(alice.mutate("removeTag", remove)).isEqualTo(first);
    assertThat(versions(id)).containsExactly(1, 2);
  }

  private static List<JsonNode> atOnce(int times, Callable<JsonNode> call) throws Exception {
    return Concurrently.all(Collections.nCopies(times, call));
  }

  private static List<Integer> versions(String ticketId) {
    return RunningService.get()
        .jdbc()
        .sql("select version from ticket_event where ticket_id = cast(? as uuid) order by seq")
        .param(ticketId)
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private static int createdWith(String commandId) {
    Set<UUID> tickets =
        new HashSet<>(
            RunningService.get()
                .jdbc()
                .sql(
                    "select ticket_id from ticket_event where"
                        + " position(convert_to(?, 'UTF8') in payload) > 0")
                .param(commandId)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    return tickets.size();
  }
}
