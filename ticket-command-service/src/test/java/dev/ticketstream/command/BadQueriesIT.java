package dev.ticketstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Queries, documents, cursors and bodies that are refused. */
class BadQueriesIT {

  private static String ticket = "";

  @BeforeAll
  static void aTicket() {
    ticket = Client.carol().known().createTicket("Bad queries");
  }

  @Test
  void refusesWrongTypesWithACode() {
    for (String document :
        List.of(
            "{ ticket(id: {}) { id } }",
            "{ ticket(id: \"x\", asOf: { version: \"one\" }) { id } }",
            "{ tickets(first: \"many\") { totalCount } }",
            "{ tickets(filter: { statuses: [WAITING] }) { totalCount } }",
            "{ tickets(filter: { createdFrom: \"yesterday\" }) { totalCount } }",
            "{ tickets(filter: { createdFrom: \"+99999-01-01T00:00:00Z\" }) { totalCount } }",
            "{ tickets(filter: { createdFrom: \"+999999999-12-31T23:59:59-18:00\" })"
                + " { totalCount } }",
            "mutation { changePriority(input: { ticketId: \"x\", priority: URGENT })"
                + " { success } }",
            "mutation { addTag(input: { ticketId: \"x\" }) { success } }",
            "mutation { addTag(input: { ticketId: \"x\", tag: 5 }) { success } }",
            "{ nothing }",
            "{ ticket",
            "")) {
      assertThat(errorCode(document)).as(document).isEqualTo("INVALID_INPUT");
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("i", Map.of("ticketId", ticket, "tag", List.of("x")));
    JsonNode answer =
        Client.alice().send("mutation($i: TagInput!) { addTag(input: $i) { success } }", variables);
    assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_INPUT");
  }

  @Test
  void refusesWrongArgumentsOfQueries() {
    for (String document :
        List.of(
            "{ ticket { id } }",
            "{ ticket(id: \"x\") { id } }",
            "{ ticket(id: \"" + ticket + "\", reference: \"TKT-000001\") { id } }",
            "{ ticket(id: \"" + ticket + "\", asOf: {}) { id } }",
            "{ ticket(reference: \" \") { id } }",
            "{ tickets(first: 0) { totalCount } }",
            "{ tickets(first: 101) { totalCount } }",
            "{ tickets(after: \"x\") { totalCount } }",
            "{ tickets(filter: { text: \"\\u0000\" }) { totalCount } }",
            "{ ticketHistory(id: \"" + ticket + "\", after: \"!\") { edges { cursor } } }",
            "{ users(search: \"\\u0000\") { edges { cursor } } }")) {
      assertThat(errorCode(document)).as(document).isEqualTo("INVALID_INPUT");
    }
  }

  @Test
  void refusesCursorsOfOtherListsAndForgedOnes() {
    for (String place :
        List.of(
            "tickets:PRIORITY:desc\n1\n" + ticket,
            "tickets:UPDATED_DATE:asc\n2026-01-01T00:00:00Z\n" + ticket,
            "history\n2026-01-01T00:00:00Z\n" + ticket,
            "tickets:UPDATED_DATE:desc\nnow\n" + ticket,
            "tickets:UPDATED_DATE:desc\n+99999-01-01T00:00:00Z\n" + ticket,
            "tickets:UPDATED_DATE:desc\n0000-01-01T00:00:00Z\n" + ticket,
            "tickets:UPDATED_DATE:desc\n2026-01-01T00:00:00+18:00\n" + ticket,
            "tickets:UPDATED_DATE:desc\n2026-01-01T00:00:00Z\nx",
            "tickets:UPDATED_DATE:desc\n2026-01-01T00:00:00Z")) {
      String cursor = Base64.getUrlEncoder().encodeToString(place.getBytes(UTF_8));
      assertThat(errorCode("{ tickets(after: \"" + cursor + "\") { edges { cursor } } }"))
          .as(place)
          .isEqualTo("INVALID_INPUT");
    }
  }

  @Test
  void refusesForgedCursorsOfComments() {
    for (String time : List.of("+999999999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "now")) {
      String place = "comments\n" + time + "\n" + ticket;
      String cursor = Base64.getUrlEncoder().encodeToString(place.getBytes(UTF_8));
      assertThat(
              errorCode(
                  "{ ticket(id: \"%s\") { comments(after: \"%s\") { edges { cursor } } } }"
                      .formatted(ticket, cursor)))
          .as(place)
          .isEqualTo("INVALID_INPUT");
    }
  }

  @Test
  void refusesFragmentsThatMultiplyEachOther() {
    String fragments =
        IntStream.range(0, 40)
            .mapToObj(i -> "fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
            .collect(spaced());
    String document = "{ ...f0 } " + fragments + " fragment f40 on Query { me { id } }";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Client.alice().send(document, Map.of()));
  }

  @Test
  void aBodyIsLimitedHoweverThePathIsSpelled() {
    HttpResponse<String> tooLarge =
        Client.alice().post("/%67raphql", "{\"query\":\"" + "x".repeat(128 * 1024) + "\"}");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesDocumentsThatAskForTooMuch() {
    // The only types of the API that nest without end are introspection's own.
    String deep = "{ __schema { types { " + "ofType { ".repeat(13) + "name" + " }".repeat(16);
    assertThat(errorCode(deep)).isEqualTo("LIMIT_EXCEEDED");
    assertThat(errorCode(nestedMembers())).isEqualTo("LIMIT_EXCEEDED");
    String aliases =
        IntStream.range(0, 51).mapToObj(i -> "a" + i + ": __typename").collect(spaced());
    assertThat(errorCode("{ " + aliases + " }")).isEqualTo("LIMIT_EXCEEDED");
    String tooLong = "{ me { id } } #" + "x".repeat(16 * 1024);
    assertThat(errorCode(tooLong)).isEqualTo("LIMIT_EXCEEDED");
    HttpResponse<String> tooLarge =
        Client.alice().post("{\"query\":\"" + "x".repeat(128 * 1024) + "\"}");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.body()).contains("LIMIT_EXCEEDED");
    assertThat(tooLarge.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void refusesBodiesThatAreNoGraphQlRequest() {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{\"variables\":{}}",
            "{\"query\":\"{ me { id } }\",\"variables\":[]}")) {
      HttpResponse<String> response = Client.alice().post(body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(response.body())
          .as(body)
          .contains("\"code\":\"INVALID_INPUT\"", "must be a JSON object")
          .doesNotContain("Exception", "dev.ticketstream", "tools.jackson");
    }
  }

  private static Collector<CharSequence, ?, String> spaced() {
    return Collectors.joining(" ");
  }

  /** Few characters, many fields: pages in pages. */
  private static String nestedMembers() {
    return "{ tickets(first: 100) { edges { node { comments(first: 100) { edges { node {"
        + " id comment when } } } } } } }";
  }

  private static String errorCode(String document) {
    JsonNode answer = Client.alice().send(document, Map.of());
    return answer.at("/errors/0/extensions/code").asString("no error: " + answer);
  }
}
