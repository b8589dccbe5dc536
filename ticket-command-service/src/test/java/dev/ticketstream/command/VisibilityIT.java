package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VisibilityIT {

  private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

  @BeforeAll
  static void everybodyIsKnown() {
    Client.alice().known();
    Client.carol().known();
    Client.dave().known();
  }

  @Test
  void customersSeeTicketsThatTheyCreatedAreAssignedOrWatch() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Relations");
    assertThat(sees(Client.admin(), id)).isTrue();
    assertThat(sees(alice, id)).isTrue();
    assertThat(sees(Client.carol(), id)).isTrue();
    assertThat(sees(Client.dave(), id)).isFalse();

    alice.mutate("assignTicket", Map.of("ticketId", id, "assignedToUserId", "dave"));
    assertThat(sees(Client.dave(), id)).isTrue();
    alice.mutate("unassignTicket", Map.of("ticketId", id));
    assertThat(sees(Client.dave(), id)).isFalse();

    alice.mutate("watchTicket", Map.of("ticketId", id, "userId", "dave"));
    assertThat(sees(Client.dave(), id)).isTrue();

    JsonNode left = Client.dave().mutate("unwatchTicket", Map.of("ticketId", id));
    assertThat(left.get("success").asBoolean()).isTrue();
    assertThat(left.get("ticket").isNull()).as("not their ticket any more").isTrue();
    assertThat(left.at("/event/eventType").asString()).isEqualTo("UPDATED");
    assertThat(sees(Client.dave(), id)).isFalse();
  }

  @Test
  void aRetryShowsNothingOfATicketThatTheCallerDoesNotSeeAnyMore() {
    Client alice = Client.alice();
    Client dave = Client.dave();
    String id = Client.carol().createTicket("Retried too late");
    alice.mutate("watchTicket", Map.of("ticketId", id, "userId", "dave"));
    Map<String, Object> comment =
        Map.of("ticketId", id, "comment", "Me too", "commandId", "too-late");
    JsonNode first = dave.mutate("addComment", comment);
    assertThat(dave.mutate("addComment", comment)).isEqualTo(first);
    alice.mutate("unwatchTicket", Map.of("ticketId", id, "userId", "dave"));

    JsonNode retried = dave.mutate("addComment", comment);
    assertThat(retried.get("success").asBoolean()).isTrue();
    assertThat(retried.get("ticket").isNull()).isTrue();
    assertThat(retried.get("event").isNull()).isTrue();
  }

  @Test
  void aRetriedDepartureIsShownAgain() {
    Client dave = Client.dave();
    String id = Client.carol().createTicket("Left twice");
    Client.alice().mutate("watchTicket", Map.of("ticketId", id, "userId", "dave"));
    Map<String, Object> leave = Map.of("ticketId", id, "commandId", "left-twice");
    JsonNode first = dave.mutate("unwatchTicket", leave);
    assertThat(first.at("/event/eventType").asString()).isEqualTo("UPDATED");
    assertThat(dave.mutate("unwatchTicket", leave)).isEqualTo(first);
  }

  @Test
  void deletedTicketsAreSeenByAdminsAloneAndLeaveAllLists() {
    String id = Client.carol().createTicket("Deleted soon");
    Client.alice().mutate("deleteTicket", Map.of("ticketId", id));
    assertThat(ticket(Client.admin(), id).get("deleted").asBoolean()).isTrue();
    assertThat(listed(Client.admin(), id)).isFalse();
    assertThat(sees(Client.alice(), id)).isFalse();
    assertThat(sees(Client.carol(), id)).isFalse();
  }

  @Test
  void aForeignTicketAnswersLikeAnUnknownOneToEveryMutation() {
    String id = Client.carol().createTicket("Foreign");
    Map<String, Map<String, Object>> mutations =
        Map.of(
            "updateTicket", Map.of("request", "x"),
            "assignTicket", Map.of("assignedToUserId", "dave"),
            "changeStatus", Map.of("status", "CLOSED", "expectedVersion", 99),
            "addComment", Map.of("comment", "x", "commandId", "foreign", "mentions", List.of("?")),
            "addTag", Map.of("tag", "\u0007"),
            "moveToTeam", Map.of("team", "no such team"),
            "watchTicket", Map.of("userId", "nobody"),
            "unwatchTicket", Map.of(),
            "deleteTicket", Map.of());
    Map<String, Map<String, Object>> relations =
        Map.of(
            "restoreTicket", Map.of(),
            "addRelatedTicket", Map.of("relatedTicketId", id, "kind", "PARENT"),
            "removeRelatedTicket", Map.of("relatedTicketId", id),
            "markDuplicateOf", Map.of("originalTicketId", UNKNOWN));
    refusesAlike(mutations, id);
    refusesAlike(relations, id);
  }

  private static void refusesAlike(Map<String, Map<String, Object>> mutations, String id) {
    mutations.forEach(
        (name, fields) -> {
          JsonNode foreign = mutate(name, fields, id);
          assertThat(foreign).as(name).isEqualTo(mutate(name, fields, UNKNOWN));
          assertThat(foreign.at("/errors/0/code").asString()).as(name).isEqualTo("NOT_FOUND");
        });
  }

  @Test
  void aForeignTicketAnswersLikeAnUnknownOneToEveryQuery() {
    Client carol = Client.carol();
    String id = carol.createTicket("Foreign to queries");
    String reference = ticket(carol, id).get("reference").asString();
    Client dave = Client.dave();
    String byId =
        """
        query($id: ID!) {
          ticket(id: $id) { id }
          v: ticket(id: $id, asOf: { version: 1 }) { id }
          t: ticket(id: $id, asOf: { time: "2999-01-01T00:00:00Z" }) { id }
          ticketHistory(id: $id) { edges { cursor } }
        }
        """;
    assertThat(dave.send(byId, Map.of("id", id))).isEqualTo(dave.send(byId, Map.of("id", UNKNOWN)));
    String byReference = "query($r: String!) { ticket(reference: $r) { id } }";
    assertThat(dave.send(byReference, Map.of("r", reference)))
        .isEqualTo(dave.send(byReference, Map.of("r", "TKT-999999")));
    assertThat(carol.query(byReference, Map.of("r", reference)).at("/ticket/id").asString())
        .isEqualTo(id);
  }

  @Test
  void usersAndTeamsAreListedForStaffOnly() {
    JsonNode users = Client.carol().send("{ users { edges { node { id } } } }", Map.of());
    assertThat(users.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
    JsonNode teams = Client.carol().send("{ teams { id } }", Map.of());
    assertThat(teams.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
  }

  private static JsonNode mutate(String name, Map<String, Object> fields, String ticketId) {
    Map<String, Object> input = new HashMap<>(fields);
    input.put("ticketId", ticketId);
    return Client.dave().mutate(name, input);
  }

  private static boolean sees(Client client, String id) {
    boolean queried = !ticket(client, id).isNull();
    assertThat(listed(client, id)).isEqualTo(queried);
    boolean history =
        !client
            .query(
                "query($id: ID!) { ticketHistory(id: $id) { edges { cursor } } }", Map.of("id", id))
            .get("ticketHistory")
            .isNull();
    assertThat(history).isEqualTo(queried);
    return queried;
  }

  private static JsonNode ticket(Client client, String id) {
    return client
        .query(
            "query($id: ID!) { ticket(id: $id) { id reference deleted version } }",
            Map.of("id", id))
        .get("ticket");
  }

  private static boolean listed(Client client, String id) {
    return client
        .query("{ tickets(first: 100) { edges { node { id } } } }")
        .findValuesAsString("id")
        .contains(id);
  }
}
