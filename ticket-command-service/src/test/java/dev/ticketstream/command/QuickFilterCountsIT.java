package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class QuickFilterCountsIT {

  private static final String OPEN = "statuses: [NEW, OPEN, IN_PROGRESS, ON_HOLD]";

  @BeforeAll
  static void ticketsOfEveryKind() {
    Client alice = Client.alice().known();
    Client.carol().known();
    String held = Client.carol().createTicket("Held");
    alice.mutate("changeStatus", Map.of("ticketId", held, "status", "IN_PROGRESS"));
    alice.mutate("changeStatus", Map.of("ticketId", held, "status", "ON_HOLD"));
    alice.mutate("assignTicket", Map.of("ticketId", held, "assignedToUserId", "alice"));
    String teams = Client.carol().createTicket("The team's");
    alice.mutate("moveToTeam", Map.of("ticketId", teams, "team", "first-line"));
    alice.mutate("watchTicket", Map.of("ticketId", teams));
    alice.mutate("changePriority", Map.of("ticketId", teams, "priority", "CRITICAL"));
    String resolved = Client.carol().createTicket("Resolved");
    alice.mutate("changeStatus", Map.of("ticketId", resolved, "status", "OPEN"));
    alice.mutate("changeStatus", Map.of("ticketId", resolved, "status", "RESOLVED"));
    String closed = Client.carol().createTicket("Closed");
    alice.mutate("assignTicket", Map.of("ticketId", closed, "assignedToUserId", "alice"));
    alice.mutate("changeStatus", Map.of("ticketId", closed, "status", "CLOSED"));
    alice.createTicket("Alice's own");
    alice.mutate("deleteTicket", Map.of("ticketId", alice.createTicket("Deleted")));
    // Only the row: what is counted. Deadlines are hours away otherwise.
    RunningService.get()
        .jdbc()
        .sql("update ticket set sla_deadline = now() - interval '1 second' where id = ?")
        .param(UUID.fromString(teams))
        .update();
  }

  static Stream<Client> callers() {
    return Stream.of(
        Client.alice(), Client.bob(), Client.admin(), Client.carol(), Client.as("x", "customer"));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void eachNumberIsWhatItsFilterFinds(Client client) {
    JsonNode me = client.query("{ me { id teams } }").get("me");
    JsonNode counts =
        client
            .query(
                "{ quickFilterCounts { open mine unassigned myTeams createdByMe watched urgent"
                    + " onHold overdue resolvedRecently resolvedFrom } }")
            .get("quickFilterCounts");
    String id = me.get("id").asString();
    Map<String, String> filters =
        Map.of(
            "open", OPEN,
            "mine", OPEN + ", assignedToUserIds: [\"" + id + "\"]",
            "unassigned", OPEN + ", unassigned: true",
            "myTeams", OPEN + ", teams: " + me.get("teams"),
            "createdByMe", OPEN + ", createdByUserIds: [\"" + id + "\"]",
            "watched", OPEN + ", watched: true",
            "urgent", OPEN + ", priorities: [HIGH, CRITICAL]",
            "onHold", "statuses: [ON_HOLD]",
            "overdue", "overdue: true",
            "resolvedRecently", "resolvedFrom: " + counts.get("resolvedFrom"));
    assertThat(filters.keySet())
        .as("every number is compared")
        .containsExactlyInAnyOrderElementsOf(
            counts.propertyNames().stream().filter(name -> !name.equals("resolvedFrom")).toList());
    filters.forEach(
        (name, filter) ->
            assertThat(counts.get(name).asInt())
                .as("%s of %s", name, id)
                .isEqualTo(total(client, filter)));
    if (id.equals("alice")) {
      assertThat(List.copyOf(counts.values())).as("something to count").noneMatch(this::isZero);
    }
  }

  private boolean isZero(JsonNode count) {
    return count.isNumber() && count.asInt() == 0;
  }

  private static int total(Client client, String filter) {
    return client
        .query("{ tickets(filter: { " + filter + " }) { totalCount } }")
        .at("/tickets/totalCount")
        .asInt();
  }
}
