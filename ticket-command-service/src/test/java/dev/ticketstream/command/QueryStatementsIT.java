package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.execution.GraphQlSource;

/** How many statements each query costs, whatever the number of tickets, comments and teams. */
class QueryStatementsIT {

  private static final String TAG = "statements-" + UUID.randomUUID();

  private static final String EVERYTHING =
      """
      id reference status allowedTransitions watchers { id } assignedTo { id } tags isOverdue meta
      relatedTickets { reference } attachments { id } commentCount
      comments(first: 3) { edges { node { id who { id } mentions { id } } } }
      """;

  private static String ticket = "";

  /** A query, and how many statements it costs; each field of {@code Query} has at least one. */
  record Cost(String field, int statements, String query) {

    @Override
    public String toString() {
      return statements + " for " + query.strip();
    }
  }

  static Stream<Cost> costs() {
    String tagged = "filter: { tags: [\"" + TAG + "\"] }";
    return Stream.of(
        new Cost("me", 0, "{ me { id teams roles } }"),
        new Cost("users", 1, "{ users(first: 50) { edges { node { id } } } }"),
        new Cost("teams", 2, "{ teams { id members(first: 5) { edges { node { id } } } } }"),
        new Cost("ticket", 2, "query($id: ID!) { ticket(id: $id) { " + EVERYTHING + " } }"),
        new Cost(
            "ticket",
            3,
            "query($id: ID!) { ticket(id: $id, asOf: { version: 2 }) { " + EVERYTHING + " } }"),
        new Cost(
            "tickets",
            2,
            "{ tickets(" + tagged + ", first: 50) { edges { node { " + EVERYTHING + " } } } }"),
        new Cost("tickets", 2, "{ tickets(" + tagged + ") { totalCount edges { node { id } } } }"),
        new Cost(
            "tickets",
            2,
            "{ tickets(filter: { text: \"counted\" }, orderBy: { field: RELEVANCE })"
                + " { edges { node { id } } } }"),
        new Cost(
            "ticketHistory",
            3,
            "query($id: ID!) { ticketHistory(id: $id, first: 50) { edges { node { summary"
                + " changes { field } ticket { "
                + EVERYTHING
                + " } } } } }"),
        new Cost(
            "ticketStatistics",
            4,
            "{ ticketStatistics("
                + tagged
                + ") { total byStatus { tickets }"
                + " byAssignee { assignee { id } } perDay { created } medianResolutionSeconds } }"),
        new Cost("ticketStatistics", 1, "{ ticketStatistics { total overdue } }"),
        new Cost("quickFilterCounts", 1, "{ quickFilterCounts { open mine overdue } }"));
  }

  @BeforeAll
  static void severalOfEverything() {
    Client alice = Client.alice().known();
    Client.bob().known();
    Client.as("tess", "agent", "second-line").known();
    for (int i = 0; i < 4; i++) {
      ticket =
          alice
              .mutate(
                  "createTicket",
                  Map.of("request", "Counted", "tags", List.of(TAG), "assignedToUserId", "bob"))
              .at("/ticket/id")
              .asString();
      for (int k = 0; k < 3; k++) {
        alice.mutate("addComment", Map.of("ticketId", ticket, "comment", "Comment " + k));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("costs")
  void aQueryCosts(Cost cost) {
    Client alice = Client.alice();
    Map<String, Object> variables = new LinkedHashMap<>();
    if (cost.query().contains("$id")) {
      variables.put("id", ticket);
    }
    alice.query(cost.query(), variables);
    List<String> statements = StatementCounts.of(() -> alice.query(cost.query(), variables));
    assertThat(statements).as(String.join("\n\n", statements)).hasSize(cost.statements());
    if (!cost.query().contains("totalCount") && cost.field().equals("tickets")) {
      assertThat(statements).noneMatch(sql -> sql.contains("count("));
    }
  }

  @Test
  void everyQueryHasItsCost() {
    List<String> fields =
        RunningService.get()
            .bean(GraphQlSource.class)
            .schema()
            .getQueryType()
            .getFieldDefinitions()
            .stream()
            .map(GraphQLFieldDefinition::getName)
            .toList();
    assertThat(costs().map(Cost::field).distinct().toList())
        .as("a new query states its cost here")
        .containsExactlyInAnyOrderElementsOf(fields);
  }
}
