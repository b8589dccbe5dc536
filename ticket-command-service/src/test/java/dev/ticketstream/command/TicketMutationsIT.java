package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TicketMutationsIT {

  @BeforeAll
  static void everybodyIsKnown() {
    Client.admin().known();
    Client.alice().known();
    Client.bob().known();
    Client.carol().known();
    Client.dave().known();
  }

  @Test
  void createsATicket() {
    JsonNode payload =
        Client.carol()
            .mutate(
                "createTicket",
                Map.of(
                    "request", " My printer is on fire ",
                    "description", "It **burns**.",
                    "requestType", "BUG",
                    "priority", "HIGH",
                    "meta", Map.of("asset", 17),
                    "origin", "tab-1",
                    "metadata", Map.of("agent", "test")));
    assertThat(payload.get("success").asBoolean()).as(payload.toString()).isTrue();
    JsonNode ticket = payload.get("ticket");
    assertThat(ticket.get("request").asString()).isEqualTo("My printer is on fire");
    assertThat(ticket.get("reference").asString()).matches("TKT-\\d{6}");
    assertThat(ticket.get("status").asString()).isEqualTo("NEW");
    assertThat(ticket.at("/createdBy/id").asString()).isEqualTo("carol");
    assertThat(ticket.at("/meta/asset").asInt()).isEqualTo(17);
    assertThat(ticket.get("version").asInt()).isEqualTo(1);
    assertThat(payload.at("/event/eventType").asString()).isEqualTo("CREATED");
    assertThat(payload.at("/event/origin").asString()).isEqualTo("tab-1");
    assertThat(payload.at("/event/metadata").isNull()).as("metadata is for staff").isTrue();
  }

  @Test
  void staffCreateOnBehalfOfAKnownUser() {
    JsonNode payload =
        Client.alice()
            .mutate(
                "createTicket",
                Map.of(
                    "request", "Called in",
                    "requesterId", "carol",
                    "assignedToUserId", "bob",
                    "team", "first-line",
                    "tags", List.of("phone", "vip", "phone"),
                    "metadata", Map.of("call", "4711")));
    assertThat(payload.at("/ticket/createdBy/id").asString()).isEqualTo("carol");
    assertThat(payload.at("/event/triggeredBy/id").asString()).isEqualTo("alice");
    assertThat(payload.at("/ticket/assignedTo/id").asString()).isEqualTo("bob");
    assertThat(payload.at("/ticket/tags").toString()).isEqualTo("[\"phone\",\"vip\"]");
    assertThat(payload.at("/ticket/version").asInt()).as("created, then assigned").isEqualTo(2);
    assertThat(payload.at("/event/metadata/call").asString()).isEqualTo("4711");
  }

  @Test
  void carriesOutEveryMutation() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Every mutation");
    run(alice, "updateTicket", id, Map.of("request", "Renamed", "requestType", "BUG"), "UPDATED");
    run(alice, "assignTicket", id, Map.of("assignedToUserId", "bob"), "ASSIGNED");
    run(alice, "unassignTicket", id, Map.of(), "UNASSIGNED");
    run(alice, "moveToTeam", id, Map.of("team", "first-line"), "UPDATED");
    run(alice, "changeStatus", id, Map.of("status", "IN_PROGRESS"), "STATUS_CHANGED");
    run(alice, "changePriority", id, Map.of("priority", "CRITICAL"), "PRIORITY_CHANGED");
    run(alice, "addComment", id, Map.of("comment", "On it"), "COMMENTED");
    JsonNode comment = run(alice, "addComment", id, Map.of("comment", "Wrong"), "COMMENTED");
    String commentId = comment.at("/event/comment/id").asString();
    run(alice, "editComment", id, Map.of("commentId", commentId, "comment", "Right"), "UPDATED");
    run(alice, "deleteComment", id, Map.of("commentId", commentId), "UPDATED");
    run(alice, "addTag", id, Map.of("tag", "printer"), "TAG_ADDED");
    run(alice, "removeTag", id, Map.of("tag", "printer"), "TAG_REMOVED");
    run(alice, "watchTicket", id, Map.of(), "UPDATED");
    run(alice, "unwatchTicket", id, Map.of(), "UPDATED");
    JsonNode last = run(alice, "deleteTicket", id, Map.of(), "DELETED");
    // The priority's deadline moved in an event of its own.
    assertThat(last.at("/event/version").asInt()).isEqualTo(17);
    assertThat(last.get("ticket").isNull()).as("an agent does not see deleted tickets").isTrue();
    assertThat(versions(id)).isEqualTo(IntStream.rangeClosed(1, 17).boxed().toList());
  }

  @Test
  void aCommandThatChangesNothingAppendsNothingAndSucceeds() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Nothing changes");
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "same"));
    JsonNode again = alice.mutate("addTag", Map.of("ticketId", id, "tag", "same"));
    assertThat(again.get("success").asBoolean()).isTrue();
    assertThat(again.get("event").isNull()).isTrue();
    assertThat(versions(id)).containsExactly(1, 2);
  }

  @Test
  void answersAStaleVersionWithWhatHappenedSince() {
    String id = Client.carol().createTicket("Conflict");
    Client alice = Client.alice();
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "a"));
    alice.mutate("addTag", Map.of("ticketId", id, "tag", "b"));
    JsonNode payload =
        alice.mutate("addTag", Map.of("ticketId", id, "tag", "c", "expectedVersion", 1));
    assertThat(payload.get("success").asBoolean()).isFalse();
    assertThat(payload.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
    assertThat(payload.at("/errors/0/currentVersion").asInt()).isEqualTo(3);
    assertThat(payload.get("conflictingEvents").findValuesAsString("version"))
        .containsExactly("2", "3");
    assertThat(versions(id)).containsExactly(1, 2, 3);
  }

  private static JsonNode run(
      Client client, String mutation, String ticketId, Map<String, ?> fields, String eventType) {
    Map<String, Object> input = new LinkedHashMap<>(fields);
    input.put("ticketId", ticketId);
    JsonNode payload = client.mutate(mutation, input);
    assertThat(payload.get("success").asBoolean()).as(mutation + payload).isTrue();
    assertThat(payload.at("/event/eventType").asString()).as(mutation).isEqualTo(eventType);
    return payload;
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
