package dev.ticketstream.command.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.Client;
import dev.ticketstream.command.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each limit on requests, at its border: what is just within it, and one more. */
class RequestLimitsIT {

  private static final String ME = "{ me { id } }";

  private final Client client = Client.as("alice", "agent", "first-line");
  private final MeterRegistry metrics = RunningService.get().bean(MeterRegistry.class);

  @Test
  void documents() {
    assertBorder(
        "document-size-max", 16 * 1024, max -> ME + "#" + "x".repeat(max - ME.length() - 1));
  }

  @Test
  void variables() {
    int max = 96 * 1024;
    // {"v":"…"}
    assertThat(client.send(ME, Map.of("v", "x".repeat(max - 8))).has("errors")).isFalse();
    assertRefused("variables-size-max", max, ME, Map.of("v", "x".repeat(max - 7)));
    assertRefused("variables-size-max", max, ME, Map.of("v", "é".repeat(max / 2)));
  }

  @Test
  void operations() {
    assertBorder(
        "operations-max",
        10,
        count -> repeat(count, "query q%d { me { id } }"),
        Map.of("operationName", "q1"));
  }

  @Test
  void rootFields() {
    assertBorder("root-fields-max", 20, count -> "{ " + repeat(count, "a%d: __typename") + " }");
  }

  @Test
  void rootFieldsInFragments() {
    assertBorder(
        "root-fields-max",
        20,
        count ->
            "{ __typename ...f ...f ... { "
                + repeat(count - 3, "a%d: __typename")
                + " ... on Query { b: __typename } } } fragment f on Query { me { id } }");
  }

  @Test
  void aliases() {
    assertBorder("aliases-max", 50, count -> "{ me { " + repeat(count, "a%d: id") + " } }");
  }

  @Test
  void directives() {
    assertBorder(
        "directives-max",
        50,
        count -> "{ me { id " + repeat(count, "id @include(if: true)") + " } }");
  }

  @Test
  void depth() {
    assertRefusedDeep("{ __schema { types { " + "ofType { ".repeat(13) + "name" + " }".repeat(16));
  }

  @Test
  void depthThroughFragments() {
    String fragments =
        repeat(13, "fragment f%1$d on __Type { ofType { ...f%2$d } }")
            + " fragment f14 on __Type { name }";
    assertRefusedDeep("{ __schema { types { ...f1 } } } " + fragments);
  }

  @Test
  void complexity() {
    String page =
        "{ tickets(first: %d) { edges { node { comments(first: 100) { edges { node { id } } } } } }"
            + " }";
    assertThat(client.send(page.formatted(50), Map.of()).has("errors")).isFalse();
    assertRefused("complexity-max", 20_000, page.formatted(100), Map.of());
  }

  @Test
  void complexityOfAFragmentInEveryPlaceThatNamesIt() {
    String fields = repeat(20, "t%d: tickets(first: %d) { edges { node { ...page } } }");
    String fragment =
        " fragment page on SupportTicket { comments(first: %d) { edges { node { id comment } } } }";
    assertThat(client.send("{ " + fields + " }" + fragment.formatted(1), Map.of()).has("errors"))
        .isFalse();
    assertRefused(
        "complexity-max", 20_000, "{ " + fields + " }" + fragment.formatted(100), Map.of());
    String doubling =
        repeat(16, "fragment f%1$d on SupportTicket { ...f%2$d ... { ...f%2$d } }")
            + " fragment f17 on SupportTicket { id }";
    assertRefused(
        "complexity-max", 20_000, "{ tickets { edges { node { ...f1 } } } } " + doubling, Map.of());
  }

  @Test
  void depthOfAFragmentInTheDeepestPlaceThatNamesIt() {
    assertRefusedDeep(
        "{ __schema { types { ...deep "
            + "ofType { ".repeat(10)
            + "...deep"
            + " }".repeat(13)
            + " fragment deep on __Type { ofType { ofType { ofType { name } } } }");
  }

  @Test
  void complexityOfManyTickets() {
    List<Map<String, String>> tickets =
        Collections.nCopies(500, Map.of("ticketId", "019a0000-0000-7000-8000-000000000000"));
    Map<String, ?> variables = Map.of("input", Map.of("tickets", tickets, "status", "CLOSED"));
    String fields = repeat(45, "a%d: id");
    for (String selection :
        List.of(
            "results { ticket { " + fields + " } }",
            "results { ...f } succeeded",
            // What stands beside the results counts as much.
            "... on BulkTicketPayload { errors { " + fields.replace(" id", " code") + " } }")) {
      String fragment =
          selection.contains("...f")
              ? " fragment f on BulkTicketResult { ticket { " + fields + " } }"
              : "";
      assertRefused(
          "complexity-max",
          20_000,
          "mutation($input: BulkChangeStatusInput!) { bulkChangeStatus(input: $input) { "
              + selection
              + " } }"
              + fragment,
          variables);
    }
    // Within the limit each ticket has its answer.
    JsonNode answer =
        client.send(
            "mutation($input: BulkChangeStatusInput!) { bulkChangeStatus(input: $input) { results {"
                + " ticketId errors { code } } } }",
            variables);
    assertThat(answer.at("/data/bulkChangeStatus/results").size()).isEqualTo(500);
  }

  @Test
  void nestingOfTheGrammar() {
    assertRefused("parser", 500, "{ " + "me { ".repeat(1_000) + "}".repeat(1_001), Map.of());
    assertRefused(
        "parser", 500, "{ ticket(id: " + "[".repeat(2_000) + "]".repeat(2_000) + ") }", Map.of());
  }

  @Test
  void subscriptions() {
    for (String document :
        List.of(
            "subscription { supportTicketEvents { cursor } }",
            "subscription { ...Absent }",
            "subscription S($v: Boolean!) { supportTicketEvents @skip(if: $v) { cursor } }")) {
      JsonNode refused = client.send(document, Map.of("v", true));
      assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_INPUT");
      assertThat(refused.at("/errors/0/message").asString()).contains("notification gateway");
    }
  }

  @Test
  void pages() {
    for (String list : new String[] {"tickets", "users"}) {
      assertThat(
              client
                  .send("{ %s(first: 100) { edges { cursor } } }".formatted(list), Map.of())
                  .has("errors"))
          .isFalse();
      JsonNode refused =
          client.send("{ %s(first: 101) { edges { cursor } } }".formatted(list), Map.of());
      assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_INPUT");
    }
  }

  @Test
  void listsInFilters() {
    String query = "query($t: [String!]) { tickets(filter: { tags: $t }) { totalCount } }";
    assertThat(client.send(query, Map.of("t", tags(100))).has("errors")).isFalse();
    JsonNode refused = client.send(query, Map.of("t", tags(101)));
    assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(refused.at("/errors/0/extensions/argument").asString()).isEqualTo("filter.tags");
  }

  private void assertBorder(String limit, int max, IntFunction<String> document) {
    assertBorder(limit, max, document, Map.of());
  }

  private void assertBorder(
      String limit, int max, IntFunction<String> document, Map<String, String> more) {
    JsonNode within = client.send(document.apply(max), Map.of(), more);
    assertThat(within.has("errors")).as(within.toString()).isFalse();
    assertRefused(limit, max, document.apply(max + 1), Map.of());
  }

  private void assertRefusedDeep(String document) {
    assertRefused("depth-max", 15, document, Map.of());
  }

  private void assertRefused(String limit, int max, String document, Map<String, ?> variables) {
    double before = refused(limit);
    JsonNode answer = client.send(document, variables);
    assertThat(answer.at("/errors/0/extensions/code").asString(answer.toString()))
        .isEqualTo("LIMIT_EXCEEDED");
    assertThat(answer.at("/errors/0/extensions/limit").asString()).isEqualTo(limit);
    assertThat(answer.at("/errors/0/extensions/max").asInt()).isEqualTo(max);
    assertThat(answer.at("/errors/0/message").asString()).isNotBlank();
    assertThat(refused(limit)).isEqualTo(before + 1);
  }

  private double refused(String limit) {
    return metrics.counter("ticketstream.graphql.refused", "limit", limit).count();
  }

  private static List<String> tags(int count) {
    return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
  }

  private static String repeat(int count, String pattern) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> pattern.formatted(i, i + 1))
        .collect(Collectors.joining(" "));
  }
}
