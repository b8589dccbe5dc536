package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TicketQueriesIT {

  /** All tickets of this class have it, so that other tests' tickets stay out of the lists. */
  private static final String TAG = "queries-" + UUID.randomUUID();

  private static String low = "";
  private static String high = "";
  private static String critical = "";

  @BeforeAll
  static void threeTickets() {
    Client alice = Client.alice().known();
    Client.bob().known();
    Client.carol().known();
    Client.dave().known();
    low = create("The printer burns", "Paper tray", "LOW", "carol");
    high = create("Screen flickers", "Since the printer burned", "HIGH", "dave");
    critical = create("No coffee", "Nothing works", "CRITICAL", "dave");
    alice.mutate("assignTicket", Map.of("ticketId", high, "assignedToUserId", "bob"));
    alice.mutate("moveToTeam", Map.of("ticketId", critical, "team", "first-line"));
    alice.mutate("changeStatus", Map.of("ticketId", low, "status", "CLOSED"));
    alice.mutate("watchTicket", Map.of("ticketId", low));
  }

  private static String create(
      String request, String description, String priority, String requester) {
    return Client.alice()
        .mutate(
            "createTicket",
            Map.of(
                "request", request,
                "description", description,
                "priority", priority,
                "requesterId", requester,
                "requestType", priority.equals("LOW") ? "BUG" : "QUESTION",
                "tags", List.of(TAG)))
        .at("/ticket/id")
        .asString();
  }

  @Test
  void filtersByEveryCriterion() {
    assertThat(found(Map.of())).containsExactlyInAnyOrder(low, high, critical);
    assertThat(found(Map.of("statuses", List.of("CLOSED")))).containsExactly(low);
    assertThat(found(Map.of("priorities", List.of("HIGH", "LOW"))))
        .containsExactlyInAnyOrder(low, high);
    assertThat(found(Map.of("requestTypes", List.of("BUG")))).containsExactly(low);
    assertThat(found(Map.of("assignedToUserIds", List.of("bob")))).containsExactly(high);
    assertThat(found(Map.of("unassigned", true))).containsExactlyInAnyOrder(low, critical);
    assertThat(found(Map.of("unassigned", false))).containsExactly(high);
    assertThat(found(Map.of("createdByUserIds", List.of("carol")))).containsExactly(low);
    assertThat(found(Map.of("watched", true))).containsExactly(low);
    assertThat(found(Map.of("watched", false))).containsExactlyInAnyOrder(high, critical);
    assertThat(found(Map.of("teams", List.of("first-line")))).containsExactly(critical);
    assertThat(found(Map.of("tags", List.of(TAG, "other")))).isEmpty();
    assertThat(found(Map.of("overdue", true))).isEmpty();
    assertThat(found(Map.of("overdue", false))).hasSize(3);
    assertThat(found(Map.of("text", "printer"))).containsExactlyInAnyOrder(low, high);
    assertThat(found(Map.of("text", "printer -screen"))).containsExactly(low);
    assertThat(found(Map.of("statuses", List.of()))).isEmpty();
    assertThat(found(Map.of("tags", List.of()))).isEmpty();
    assertThat(found(Map.of("statuses", List.of("CLOSED"), "priorities", List.of("HIGH"))))
        .isEmpty();
  }

  @Test
  void findsOverdueTickets() {
    // Only the row: what the filter looks at. Deadlines are hours away otherwise.
    RunningService.get()
        .jdbc()
        .sql("update ticket set sla_deadline = now() - interval '1 second' where id in (?, ?)")
        .params(List.of(UUID.fromString(low), UUID.fromString(high)))
        .update();
    try {
      assertThat(found(Map.of("overdue", true))).as("not the closed one").containsExactly(high);
      assertThat(found(Map.of("overdue", false))).containsExactlyInAnyOrder(low, critical);
    } finally {
      RunningService.get()
          .jdbc()
          .sql("update ticket set sla_deadline = now() + interval '1 day' where id = ?")
          .param(UUID.fromString(high))
          .update();
      RunningService.get()
          .jdbc()
          .sql("update ticket set sla_deadline = now() + interval '7 days' where id = ?")
          .param(UUID.fromString(low))
          .update();
    }
  }

  @Test
  void filtersByDates() {
    String created = field(high, "createdDate");
    assertThat(found(Map.of("createdFrom", created))).containsExactlyInAnyOrder(high, critical);
    assertThat(found(Map.of("createdBefore", created))).containsExactly(low);
    String updated = field(critical, "updatedDate");
    assertThat(found(Map.of("updatedFrom", updated))).contains(critical, low);
    assertThat(found(Map.of("updatedBefore", updated))).containsExactly(high);
  }

  @Test
  void ordersByEveryFieldInBothDirections() {
    assertThat(ordered("CREATED_DATE", "ASC")).containsExactly(low, high, critical);
    assertThat(ordered("CREATED_DATE", "DESC")).containsExactly(critical, high, low);
    assertThat(ordered("UPDATED_DATE", "ASC")).containsExactly(high, critical, low);
    assertThat(ordered("UPDATED_DATE", "DESC")).containsExactly(low, critical, high);
    assertThat(ordered("PRIORITY", "ASC")).containsExactly(low, high, critical);
    assertThat(ordered("PRIORITY", "DESC")).containsExactly(critical, high, low);
    assertThat(ordered("SLA_DEADLINE", "ASC")).containsExactly(critical, high, low);
    assertThat(ordered("SLA_DEADLINE", "DESC")).containsExactly(low, high, critical);
  }

  @Test
  void countsAllThatMatchesNotJustThePage() {
    JsonNode data =
        Client.alice()
            .query(
                "query($f: TicketFilter) { tickets(filter: $f, first: 1) { totalCount edges {"
                    + " node { id } } pageInfo { hasNextPage } } }",
                Map.of("f", Map.of("tags", List.of(TAG))));
    assertThat(data.at("/tickets/totalCount").asInt()).isEqualTo(3);
    assertThat(data.at("/tickets/edges")).hasSize(1);
    assertThat(data.at("/tickets/pageInfo/hasNextPage").asBoolean()).isTrue();
  }

  @Test
  void showsATicketAsItWas() {
    JsonNode data =
        Client.alice()
            .query(
                """
                query($id: ID!, $t: DateTime!) {
                  first: ticket(id: $id, asOf: { version: 1 }) { status version tags }
                  later: ticket(id: $id, asOf: { version: 2 }) { status version }
                  never: ticket(id: $id, asOf: { version: 99 }) { status }
                  then: ticket(id: $id, asOf: { time: $t }) { version }
                  before: ticket(id: $id, asOf: { time: "2001-01-01T00:00:00+02:00" }) { version }
                }
                """,
                Map.of("id", low, "t", field(low, "createdDate")));
    assertThat(data.at("/first/status").asString()).isEqualTo("NEW");
    assertThat(data.at("/first/version").asInt()).isEqualTo(1);
    assertThat(data.at("/later/status").asString()).isEqualTo("CLOSED");
    assertThat(data.get("never").isNull()).isTrue();
    assertThat(data.at("/then/version").asInt()).isEqualTo(1);
    assertThat(data.get("before").isNull()).isTrue();
  }

  @Test
  void pagesThroughAHistory() {
    assertThat(pages("ticketHistory", "node { version eventType }", low))
        .extracting(node -> node.get("version").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void pagesThroughComments() {
    Client alice = Client.alice();
    String id = Client.carol().createTicket("Comments");
    for (int i = 0; i < 5; i++) {
      alice.mutate(
          "addComment", Map.of("ticketId", id, "comment", "c" + i, "internal", i % 2 == 1));
    }
    assertThat(comments(alice, id)).containsExactly("c0", "c1", "c2", "c3", "c4");
    assertThat(comments(Client.carol(), id)).containsExactly("c0", "c2", "c4");
  }

  @Test
  void listsUsersAndTeamsWithTheirMembers() {
    Client alice = Client.alice();
    JsonNode users =
        alice.query("{ users(search: \"Tester CAR\") { edges { node { id firstName } } } }");
    assertThat(users.findValuesAsString("id")).containsExactly("carol");
    JsonNode members =
        alice.query("{ teams { id members(first: 100) { edges { node { id } } } } }");
    JsonNode firstLine =
        members.get("teams").values().stream()
            .filter(team -> team.get("id").asString().equals("first-line"))
            .findFirst()
            .orElseThrow();
    assertThat(firstLine.findValuesAsString("id")).contains("alice", "bob");
    JsonNode page =
        alice.query("{ users(first: 1) { edges { node { id } } pageInfo { endCursor } } }");
    JsonNode next =
        alice.query(
            "query($after: String) { users(first: 100, after: $after) { edges { node { id } } } }",
            Map.of("after", page.at("/users/pageInfo/endCursor").asString()));
    assertThat(next.findValuesAsString("id"))
        .isNotEmpty()
        .doesNotContain(page.at("/users/edges/0/node/id").asString());
  }

  @Test
  void tellsWhoTheCallerIs() {
    JsonNode me = Client.alice().query("{ me { id firstName lastName roles teams } }");
    assertThat(me.get("me").toString())
        .isEqualTo(
            """
            {"id":"alice","firstName":"alice","lastName":"Tester","roles":["AGENT"],\
            "teams":["first-line"]}\
            """);
  }

  @Test
  void showsTheTransitionsThatTheCallerMayMake() {
    JsonNode staff = Client.alice().query(transitions(critical));
    assertThat(staff.at("/ticket/allowedTransitions").toString())
        .isEqualTo("[\"OPEN\",\"IN_PROGRESS\",\"CLOSED\"]");
    JsonNode requester = Client.dave().query(transitions(critical));
    assertThat(requester.at("/ticket/allowedTransitions").toString()).isEqualTo("[\"CLOSED\"]");
  }

  private static String transitions(String id) {
    return "{ ticket(id: \"" + id + "\") { allowedTransitions } }";
  }

  private static String field(String id, String name) {
    return Client.alice()
        .query("query($id: ID!) { ticket(id: $id) { " + name + " } }", Map.of("id", id))
        .at("/ticket/" + name)
        .asString();
  }

  private static List<String> found(Map<String, ?> criteria) {
    return tickets(criteria, null);
  }

  private static List<String> ordered(String field, String direction) {
    return tickets(Map.of(), Map.of("field", field, "direction", direction));
  }

  /** Page by page of one ticket, so that every test of a list tests its cursors too. */
  private static List<String> tickets(Map<String, ?> criteria, @Nullable Map<String, ?> order) {
    Map<String, Object> filter = new LinkedHashMap<>(criteria);
    filter.putIfAbsent("tags", List.of(TAG));
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("f", filter);
    if (order != null) {
      variables.put("o", order);
    }
    List<String> ids = new ArrayList<>();
    JsonNode tickets;
    do {
      tickets =
          Client.alice()
              .query(
                  """
                  query($f: TicketFilter, $o: TicketOrder, $after: String) {
                    tickets(filter: $f, orderBy: $o, first: 1, after: $after) {
                      edges { node { id } } pageInfo { hasNextPage endCursor } } }
                  """,
                  variables)
              .get("tickets");
      ids.addAll(tickets.findValuesAsString("id"));
      variables.put("after", tickets.at("/pageInfo/endCursor").asString());
    } while (tickets.at("/pageInfo/hasNextPage").asBoolean());
    return ids;
  }

  private static List<JsonNode> pages(String query, String selection, String id) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("id", id);
    List<JsonNode> nodes = new ArrayList<>();
    JsonNode page;
    do {
      page =
          Client.alice()
              .query(
                  "query($id: ID!, $after: String) { "
                      + query
                      + "(id: $id, first: 1, after: $after) { edges { "
                      + selection
                      + " } pageInfo { hasNextPage endCursor } } }",
                  variables)
              .get(query);
      page.get("edges").values().forEach(edge -> nodes.add(edge.get("node")));
      variables.put("after", page.at("/pageInfo/endCursor").asString());
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    return nodes;
  }

  private static List<String> comments(Client client, String id) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("id", id);
    List<String> texts = new ArrayList<>();
    JsonNode page;
    do {
      page =
          client
              .query(
                  """
                  query($id: ID!, $after: String) { ticket(id: $id) {
                    comments(first: 2, after: $after) { edges { node { comment } }
                      pageInfo { hasNextPage endCursor } } } }
                  """,
                  variables)
              .at("/ticket/comments");
      texts.addAll(page.findValuesAsString("comment"));
      variables.put("after", page.at("/pageInfo/endCursor").asString());
    } while (page.at("/pageInfo/hasNextPage").asBoolean());
    return texts;
  }
}
