package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RebaseIT {

  @BeforeAll
  static void everybodyIsKnown() {
    Client.alice().known();
    Client.bob().known();
    Client.carol().known();
  }

  @Test
  void aCommandIsRebasedOverWhatTouchedOtherFields() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Rebased");
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "a"));
    alice.mutate("assignTicket", Map.of("ticketId", id, "assignedToUserId", "bob"));
    JsonNode moved = rebased(alice, "changeStatus", id, 1, Map.of("status", "IN_PROGRESS"));
    assertThat(moved.get("success").asBoolean()).as(moved.toString()).isTrue();
    assertThat(moved.at("/ticket/version").asInt()).isEqualTo(4);
    assertThat(moved.at("/ticket/assignedTo/id").asString()).isEqualTo("bob");
  }

  @Test
  void aCommandIsRefusedWhenItsFieldWasTouched() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Not rebased");
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "a"));
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "OPEN"));
    JsonNode refused = rebased(alice, "changeStatus", id, 1, Map.of("status", "IN_PROGRESS"));
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
    assertThat(refused.at("/errors/0/currentVersion").asInt()).isEqualTo(3);
    assertThat(refused.get("conflictingEvents").findValuesAsString("version"))
        .containsExactly("2", "3");
    JsonNode future = rebased(alice, "changeStatus", id, 9, Map.of("status", "IN_PROGRESS"));
    assertThat(future.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void rebasingIsNotTheDefault() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("By default");
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "a"));
    JsonNode refused =
        alice.mutate("addTag", Map.of("ticketId", id, "tag", "b", "expectedVersion", 1));
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void aRebasedCommandIsDecidedOnTheCurrentState() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Closed meanwhile");
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "CLOSED"));
    JsonNode refused = rebased(carol, "updateTicket", id, 1, Map.of("request", "Too late"));
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("INVALID_TRANSITION");
  }

  @Test
  void deletionIsNeverRebased() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Deleted unseen");
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "Do not delete this"));
    JsonNode refused = rebased(alice, "deleteTicket", id, 1, Map.of());
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void internalWorkNeverStandsInACustomersWay() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Much internal work");
    alice.mutate("watchTicket", Map.of("ticketId", id, "userId", "bob"));
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "seen"));
    alice.mutate("unwatchTicket", Map.of("ticketId", id, "userId", "bob"));
    JsonNode rebased = rebased(carol, "updateTicket", id, 1, Map.of("request", "Mine"));
    assertThat(rebased.get("success").asBoolean()).as(rebased.toString()).isTrue();
    assertThat(rebased.at("/ticket/version").asInt()).isEqualTo(3);

    alice.mutate("updateTicket", Map.of("ticketId", id, "request", "Theirs"));
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    JsonNode refused = rebased(carol, "updateTicket", id, 3, Map.of("request", "Mine again"));
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
    assertThat(refused.at("/errors/0/currentVersion").asInt()).isEqualTo(4);
    assertThat(refused.get("conflictingEvents").findValuesAsString("version")).containsExactly("4");
    assertThat(refused.toString()).doesNotContain("topsecret");
  }

  private static JsonNode rebased(
      Client client, String mutation, String ticketId, int expected, Map<String, ?> fields) {
    Map<String, Object> input = new HashMap<>(fields);
    input.put("ticketId", ticketId);
    input.put("expectedVersion", expected);
    input.put("onConflict", "REBASE");
    return client.mutate(mutation, input);
  }
}
