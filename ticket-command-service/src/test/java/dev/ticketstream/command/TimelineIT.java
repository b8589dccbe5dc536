package dev.ticketstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimelineIT {

  private static final String HISTORY =
      """
      query($id: ID!, $types: [SupportTicketEventType!], $d: OrderDirection, $n: Int, $after: String) {
        ticketHistory(id: $id, types: $types, direction: $d, first: $n, after: $after) {
          edges { node { version eventType summary } } pageInfo { hasNextPage endCursor } } }
      """;

  private static final int INTERNAL = 260;

  private static String told = "";
  private static String busy = "";

  @BeforeAll
  static void stories() {
    Client alice = Client.alice().known();
    Client.bob().known();
    Client carol = Client.carol().known();
    told = carol.createTicket("Told");
    alice.mutate("changeStatus", Map.of("ticketId", told, "status", "OPEN"));
    alice.mutate("addComment", Map.of("ticketId", told, "comment", "Hello"));
    alice.mutate("addComment", Map.of("ticketId", told, "comment", "Hm", "internal", true));
    alice.mutate("assignTicket", Map.of("ticketId", told, "assignedToUserId", "bob"));
    alice.mutate("assignTicket", Map.of("ticketId", told, "assignedToUserId", "alice"));
    alice.mutate("unassignTicket", Map.of("ticketId", told));
    alice.mutate("moveToTeam", Map.of("ticketId", told, "team", "first-line"));
    Map<String, Object> noTeam = new LinkedHashMap<>();
    noTeam.put("ticketId", told);
    noTeam.put("team", null);
    alice.mutate("moveToTeam", noTeam);
    alice.mutate("addTag", Map.of("ticketId", told, "tag", "printer"));
    alice.mutate("removeTag", Map.of("ticketId", told, "tag", "printer"));
    alice.mutate("watchTicket", Map.of("ticketId", told));
    alice.mutate("watchTicket", Map.of("ticketId", told, "userId", "dave"));
    carol.mutate("watchTicket", Map.of("ticketId", told));
    carol.mutate("unwatchTicket", Map.of("ticketId", told));
    alice.mutate(
        "updateTicket", Map.of("ticketId", told, "request", "Retold", "description", "More"));
    alice.mutate("changePriority", Map.of("ticketId", told, "priority", "HIGH"));
    alice.mutate("deleteTicket", Map.of("ticketId", told));
    Client.admin().mutate("restoreTicket", Map.of("ticketId", told));

    busy = carol.createTicket("Busy");
    carol.mutate("addComment", Map.of("ticketId", busy, "comment", "2"));
    for (int i = 0; i < INTERNAL; i++) {
      alice.mutate("addComment", Map.of("ticketId", busy, "comment", "x", "internal", true));
    }
    alice.mutate("changeStatus", Map.of("ticketId", busy, "status", "OPEN"));
    alice.mutate("addComment", Map.of("ticketId", busy, "comment", "x", "internal", true));
    carol.mutate("addComment", Map.of("ticketId", busy, "comment", "4"));
  }

  @Test
  void everyEventIsASentence() {
    List<String> sentences = summaries(Client.alice(), told);
    assertThat(sentences)
        .contains(
            "carol Tester created the ticket",
            "alice Tester moved the status from NEW to OPEN",
            "alice Tester commented",
            "alice Tester commented internally",
            "alice Tester assigned the ticket to bob Tester",
            "alice Tester took the ticket",
            "alice Tester took the ticket from its assignee",
            "alice Tester moved the ticket to the team first-line",
            "alice Tester took the ticket from the team first-line",
            "alice Tester added the tag “printer”",
            "alice Tester removed the tag “printer”",
            "alice Tester began to watch the ticket",
            "carol Tester began to watch the ticket",
            "carol Tester stopped watching the ticket",
            "alice Tester changed the title and the description",
            "alice Tester moved the priority from MEDIUM to HIGH",
            "alice Tester deleted the ticket",
            "admin Tester restored the ticket")
        .noneMatch(sentence -> sentence.contains("null") || sentence.endsWith("changed "));
    assertThat(sentences)
        .anyMatch(
            sentence ->
                sentence.matches(
                    "The deadline moved automatically to \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC"));
  }

  @Test
  void whatNobodyDidByHandIsSaidToBeAutomatic() {
    Client alice = Client.alice();
    String ticket = Client.carol().createTicket("On hold");
    for (String status : List.of("IN_PROGRESS", "ON_HOLD")) {
      alice.mutate("changeStatus", Map.of("ticketId", ticket, "status", status));
    }
    Client.carol().mutate("addComment", Map.of("ticketId", ticket, "comment", "Here it is"));
    for (Client viewer : List.of(alice, Client.carol())) {
      assertThat(summaries(viewer, ticket))
          .contains(
              "alice Tester moved the status from IN_PROGRESS to ON_HOLD",
              "carol Tester commented",
              "The status moved automatically from ON_HOLD to OPEN, because carol Tester answered");
    }
  }

  @Test
  void relationsAreNamedByTheirKind() {
    Client alice = Client.alice();
    String ticket = Client.carol().createTicket("Related");
    JsonNode other = alice.mutate("createTicket", Map.of("request", "The other")).at("/ticket");
    String reference = other.get("reference").asString();
    for (String kind : List.of("RELATED", "PARENT", "CHILD", "DUPLICATE", "ORIGINAL")) {
      Map<String, String> relation =
          Map.of("ticketId", ticket, "relatedTicketId", other.get("id").asString());
      Map<String, String> addition = new HashMap<>(relation);
      addition.put("kind", kind);
      alice.mutate("addRelatedTicket", addition);
      alice.mutate("removeRelatedTicket", relation);
    }
    assertThat(summaries(alice, ticket))
        .contains(
            "alice Tester related the ticket to " + reference,
            "alice Tester made " + reference + " the ticket's parent",
            "alice Tester made " + reference + " a child of the ticket",
            "alice Tester marked " + reference + " as a duplicate of the ticket",
            "alice Tester marked the ticket as a duplicate of " + reference,
            "alice Tester dissolved the relation to " + reference);
  }

  @Test
  void longNamesAreCutBetweenCharacters() {
    String name = "x".repeat(99) + "🔥" + "y".repeat(50) + ".txt";
    String ticket = Client.carol().createTicket("Long name");
    AttachmentClient agent = AttachmentClient.agent();
    String file = agent.uploaded(URLEncoder.encode(name, UTF_8), "x").get("id").asString();
    agent.attach(ticket, file);
    assertThat(summaries(Client.alice(), ticket).getLast())
        .endsWith(" attached “" + "x".repeat(99) + "…”");
  }

  @Test
  void customersReadNothingOfInternalWork() {
    assertThat(summaries(Client.carol(), told))
        .contains("alice Tester commented", "carol Tester began to watch the ticket")
        .doesNotContain(
            "alice Tester commented internally", "alice Tester began to watch the ticket");
  }

  @Test
  void theNewestCanComeFirst() {
    for (Client client : List.of(Client.alice(), Client.carol())) {
      List<Integer> ascending = pages(client, busy, "ASC", 100);
      assertThat(pages(client, busy, "DESC", 100)).isEqualTo(ascending.reversed());
      assertThat(pages(client, busy, "DESC", 1).subList(0, 2))
          .isEqualTo(ascending.reversed().subList(0, 2));
    }
    assertThat(pages(Client.carol(), busy, "ASC", 1)).containsExactly(1, 2, 3, 4);
    assertThat(pages(Client.carol(), busy, "DESC", 1)).containsExactly(4, 3, 2, 1);
    assertThat(pages(Client.carol(), busy, "DESC", 3)).containsExactly(4, 3, 2, 1);
  }

  @Test
  void typesLeaveTheOthersOut() {
    assertThat(versions(Client.carol(), List.of("COMMENTED"), "ASC")).containsExactly(2, 4);
    assertThat(versions(Client.carol(), List.of("COMMENTED"), "DESC")).containsExactly(4, 2);
    assertThat(versions(Client.carol(), List.of("STATUS_CHANGED", "CREATED"), "ASC"))
        .containsExactly(1, 3);
    assertThat(versions(Client.alice(), List.of("CREATED", "STATUS_CHANGED"), "DESC"))
        .containsExactly(INTERNAL + 3, 1);
    assertThat(versions(Client.alice(), List.of(), "ASC")).isEmpty();
  }

  @Test
  void aVersionIsFoundBehindMuchInternalWork() {
    String query =
        "query($id: ID!, $v: Int!) { ticket(id: $id, asOf: { version: $v })"
            + " { version status commentCount } }";
    for (int version = 1; version <= 4; version++) {
      JsonNode ticket = Client.carol().query(query, Map.of("id", busy, "v", version)).get("ticket");
      assertThat(ticket.get("version").asInt()).isEqualTo(version);
      assertThat(ticket.get("status").asString()).isEqualTo(version < 3 ? "NEW" : "OPEN");
    }
    for (int version : new int[] {-1, 0, 5}) {
      assertThat(
              Client.carol().query(query, Map.of("id", busy, "v", version)).get("ticket").isNull())
          .isTrue();
    }
    assertThat(
            Client.alice()
                .query(query, Map.of("id", busy, "v", INTERNAL + 2))
                .at("/ticket/commentCount")
                .asInt())
        .isEqualTo(INTERNAL + 1);
  }

  @Test
  void aCursorBelongsToItsDirection() {
    String cursor =
        Client.alice()
            .query(HISTORY, Map.of("id", told, "d", "DESC", "n", 1))
            .at("/ticketHistory/pageInfo/endCursor")
            .asString();
    assertThat(
            Client.alice()
                .send(HISTORY, Map.of("id", told, "d", "ASC", "after", cursor))
                .at("/errors/0/extensions/code")
                .asString())
        .isEqualTo("INVALID_INPUT");
  }

  private static List<String> summaries(Client client, String id) {
    return client
        .query(HISTORY, Map.of("id", id, "n", 100))
        .at("/ticketHistory/edges")
        .findValuesAsString("summary");
  }

  private static List<Integer> versions(Client client, List<String> types, String direction) {
    return numbers(
        client
            .query(HISTORY, Map.of("id", busy, "types", types, "d", direction, "n", 100))
            .get("ticketHistory"));
  }

  private static List<Integer> pages(Client client, String id, String direction, int size) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("id", id);
    variables.put("d", direction);
    variables.put("n", size);
    List<Integer> versions = new ArrayList<>();
    JsonNode page;
    do {
      page = client.query(HISTORY, variables).get("ticketHistory");
      versions.addAll(numbers(page));
      variables.put("after", page.at("/pageInfo/endCursor").asString());
    } while (page.at("/pageInfo/hasNextPage").asBoolean() && versions.size() < 400 && size > 1
        || size == 1 && versions.size() < 4 && page.at("/pageInfo/hasNextPage").asBoolean());
    return versions;
  }

  private static List<Integer> numbers(JsonNode page) {
    return page.get("edges").values().stream()
        .map(edge -> edge.at("/node/version").asInt())
        .toList();
  }
}
