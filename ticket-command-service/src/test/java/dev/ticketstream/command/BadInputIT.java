package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BadInputIT {

  private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

  private static String ticket = "";

  @BeforeAll
  static void aTicket() {
    Client.alice().known();
    ticket = Client.carol().known().createTicket("Bad input");
  }

  @Test
  void refusesUnknownTicketsUsersAndTeams() {
    refused("addTag", Map.of("ticketId", UNKNOWN, "tag", "x")).with("NOT_FOUND", "input.ticketId");
    refused("assignTicket", Map.of("ticketId", ticket, "assignedToUserId", "nobody"))
        .with("NOT_FOUND", "input.assignedToUserId");
    refused("moveToTeam", Map.of("ticketId", ticket, "team", "no-team"))
        .with("NOT_FOUND", "input.team");
    refused("watchTicket", Map.of("ticketId", ticket, "userId", "nobody"))
        .with("NOT_FOUND", "input.userId");
    refused("addComment", Map.of("ticketId", ticket, "comment", "x", "mentions", List.of("nobody")))
        .with("NOT_FOUND", "input.mentions");
    refused(
            "addRelatedTicket",
            Map.of("ticketId", ticket, "relatedTicketId", UNKNOWN, "kind", "RELATED"))
        .with("NOT_FOUND", "input.relatedTicketId");
    refused("removeRelatedTicket", Map.of("ticketId", ticket, "relatedTicketId", UNKNOWN))
        .with("NOT_FOUND", "input.relatedTicketId");
    refused("markDuplicateOf", Map.of("ticketId", ticket, "originalTicketId", UNKNOWN))
        .with("NOT_FOUND", "input.originalTicketId");
    refused("restoreTicket", Map.of("ticketId", UNKNOWN)).with("NOT_FOUND", "input.ticketId");
    refused("createTicket", Map.of("request", "x", "requesterId", "nobody"))
        .with("NOT_FOUND", "input.requesterId");
  }

  @Test
  void refusesMalformedIds() {
    for (String id : List.of("", "x", "1-1-1-1-1", ticket + "0", " " + ticket, "\u0000")) {
      refused("addTag", Map.of("ticketId", id, "tag", "x")).with("INVALID_INPUT", "input.ticketId");
    }
    refused("addComment", Map.of("ticketId", ticket, "comment", "x", "parentId", "?"))
        .with("INVALID_INPUT", "input.parentId");
    refused(
            "addRelatedTicket",
            Map.of("ticketId", ticket, "relatedTicketId", "TKT-000001", "kind", "RELATED"))
        .with("INVALID_INPUT", "input.relatedTicketId");
    refused("markDuplicateOf", Map.of("ticketId", ticket, "originalTicketId", ""))
        .with("INVALID_INPUT", "input.originalTicketId");
    refused("assignTicket", Map.of("ticketId", ticket, "assignedToUserId", "nul\u0000"))
        .with("INVALID_INPUT", "input.assignedToUserId");
  }

  @Test
  void refusesRelationsOfATicketToItself() {
    refused(
            "addRelatedTicket",
            Map.of("ticketId", ticket, "relatedTicketId", ticket, "kind", "PARENT"))
        .with("INVALID_INPUT", "input.relatedTicketId");
    refused("markDuplicateOf", Map.of("ticketId", ticket, "originalTicketId", ticket))
        .with("INVALID_INPUT", "input.originalTicketId");
  }

  @Test
  void refusesForbiddenTransitions() {
    refused("changeStatus", Map.of("ticketId", ticket, "status", "ON_HOLD"))
        .with("INVALID_TRANSITION", "input.status");
  }

  @Test
  void refusesVersionsThatCannotBe() {
    refused("addTag", Map.of("ticketId", ticket, "tag", "x", "expectedVersion", 0))
        .with("INVALID_INPUT", "input.expectedVersion");
    refused("addTag", Map.of("ticketId", ticket, "tag", "x", "expectedVersion", 99))
        .with("CONFLICT", "input.expectedVersion");
    assertThat(
            Client.alice()
                .mutate("addTag", Map.of("ticketId", ticket, "tag", "x", "expectedVersion", 99))
                .at("/errors/0/message")
                .asString())
        .isEqualTo("The ticket never had version 99; its version is 1. Read it again.");
  }

  @Test
  void refusesOversizeTextsAndControlCharacters() {
    refused("createTicket", Map.of("request", "x".repeat(201)))
        .with("LIMIT_EXCEEDED", "input.request");
    refused("createTicket", Map.of("request", "x\u0001")).with("INVALID_INPUT", "input.request");
    refused("createTicket", Map.of("request", "  ")).with("INVALID_INPUT", "input.request");
    refused("createTicket", Map.of("request", "x", "description", "x".repeat(20_001)))
        .with("LIMIT_EXCEEDED", "input.description");
    refused("addComment", Map.of("ticketId", ticket, "comment", "x".repeat(20_001)))
        .with("LIMIT_EXCEEDED", "input.comment");
    refused("addComment", Map.of("ticketId", ticket, "comment", "x\u0000"))
        .with("INVALID_INPUT", "input.comment");
    refused("addTag", Map.of("ticketId", ticket, "tag", "x".repeat(51)))
        .with("LIMIT_EXCEEDED", "input.tag");
    refused("addTag", Map.of("ticketId", ticket, "tag", "x", "commandId", "x".repeat(101)))
        .with("LIMIT_EXCEEDED", "input.commandId");
    refused("addTag", Map.of("ticketId", ticket, "tag", "x", "commandId", " "))
        .with("INVALID_INPUT", "input.commandId");
    refused("addTag", Map.of("ticketId", ticket, "tag", "x", "origin", "x".repeat(101)))
        .with("LIMIT_EXCEEDED", "input.origin");
    refused("createTicket", Map.of("request", "x", "meta", Map.of("a", "x".repeat(17_000))))
        .with("LIMIT_EXCEEDED", "input.meta");
    refused("createTicket", Map.of("request", "x", "meta", List.of(1)))
        .with("INVALID_INPUT", "input.meta");
    refused("createTicket", Map.of("request", "x", "metadata", Map.of("a", 1)))
        .with("INVALID_INPUT", "input.metadata");
    refused("createTicket", Map.of("request", "x", "metadata", Map.of("a", "x".repeat(1001))))
        .with("LIMIT_EXCEEDED", "input.metadata");
  }

  @Test
  void refusesControlCharactersBeyondAscii() {
    for (String control : List.of("\u007f", "\u0085", "\u009b")) {
      refused("createTicket", Map.of("request", "x" + control))
          .with("INVALID_INPUT", "input.request");
      refused("addComment", Map.of("ticketId", ticket, "comment", "x" + control))
          .with("INVALID_INPUT", "input.comment");
      refused("addTag", Map.of("ticketId", ticket, "tag", "x" + control + "x"))
          .with("INVALID_INPUT", "input.tag");
      refused("addTag", Map.of("ticketId", ticket, "tag", "x", "origin", "a" + control + "b"))
          .with("INVALID_INPUT", "input.origin");
      refused("addTag", Map.of("ticketId", ticket, "tag", "x", "metadata", Map.of("a", control)))
          .with("INVALID_INPUT", "input.metadata");
    }
    refused("addTag", Map.of("ticketId", ticket, "tag", "two\u2028lines"))
        .with("INVALID_INPUT", "input.tag");
  }

  @Test
  void refusesControlCharactersInsideMeta() {
    for (Map<String, ?> meta :
        List.of(
            Map.of("a", "x\u0000"),
            Map.of("x\u0001", 1),
            Map.of("a", List.of(Map.of("b", "\u009b"))))) {
      refused("createTicket", Map.of("request", "x", "meta", meta))
          .with("INVALID_INPUT", "input.meta");
    }
  }

  @Test
  void refusesMetaThatCouldNotBeReadAgain() {
    Object deep = 1;
    for (int i = 0; i < 490; i++) {
      deep = List.of(deep);
    }
    refused("createTicket", Map.of("request", "x", "meta", Map.of("a", deep)))
        .with("LIMIT_EXCEEDED", "input.meta");
    // Only a literal can be this long: in variables, the JSON parser refuses it first.
    String longNumber =
        "mutation { createTicket(input: { request: \"x\", meta: { a: "
            + "9".repeat(1_500)
            + " } }) { errors { code path } ticket { meta } } }";
    JsonNode answer = Client.alice().send(longNumber, Map.of());
    assertThat(answer.at("/data/createTicket/errors/0/code").asString("" + answer))
        .isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void refusesHalfCharacters() {
    // Jackson would not write it, so the body is written by hand.
    String body =
        """
        {"query":"mutation { createTicket(input: {request: \\"x\\", description: \\"\\\\uD83D\\"}) \
        { success errors { code path } } }"}\
        """;
    JsonNode answer = json(Client.alice().post(body));
    assertThat(answer.toString()).contains("\"code\":\"INVALID_INPUT\"");
    String inVariable =
        """
        {"query":"mutation($i: CreateTicketInput!) { createTicket(input: $i) \
        { success errors { code path } } }","variables":{"i":{"request":"x","description":"\\ud83d"}}}\
        """;
    JsonNode second = json(Client.alice().post(inVariable));
    assertThat(second.at("/data/createTicket/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
  }

  @Test
  void anEventThatCannotBePublishedIsNotStored() {
    // Each of these is within its limit; together they make an event that is too large.
    Client alice = Client.alice();
    List<String> tags = IntStream.range(10, 60).mapToObj(i -> "€".repeat(48) + i).toList();
    String id =
        alice
            .mutate("createTicket", Map.of("request", "Grows", "tags", tags))
            .at("/ticket/id")
            .asString();
    for (int i = 10; i < 59; i++) {
      String user = "€".repeat(198) + i;
      Client.as(user, "customer").known();
      alice.mutate("watchTicket", Map.of("ticketId", id, "userId", user));
    }
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("ticketId", id);
    update.put("description", "€".repeat(20_000));
    update.put("meta", Map.of("a", "€".repeat(5_000)));
    assertThat(alice.mutate("updateTicket", update).at("/ticket/version").asInt()).isEqualTo(51);
    update.put("description", "$" + "€".repeat(19_999));
    update.put("meta", Map.of("b", "€".repeat(5_000)));
    update.put(
        "metadata",
        IntStream.range(0, 7)
            .boxed()
            .collect(Collectors.toMap(i -> "key" + i, _ -> "€".repeat(1_000))));
    JsonNode refused = alice.mutate("updateTicket", update);
    assertThat(refused.at("/errors/0/code").asString("stored")).isEqualTo("LIMIT_EXCEEDED");
    // The exact size would tell a customer how much there is that they do not see.
    assertThat(refused.at("/errors/0/message").asString())
        .isEqualTo("The ticket would take more than 256 KiB.");
    assertThat(
            alice
                .query("query($id: ID!) { ticket(id: $id) { version } }", Map.of("id", id))
                .at("/ticket/version")
                .asInt())
        .isEqualTo(51);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static Refusal refused(String mutation, Map<String, ?> input) {
    return new Refusal(mutation, Client.alice().mutate(mutation, input));
  }

  private record Refusal(String mutation, JsonNode payload) {

    void with(String code, String path) {
      assertThat(payload.get("success").asBoolean()).as(mutation).isFalse();
      assertThat(payload.at("/errors/0/code").asString()).as(mutation + payload).isEqualTo(code);
      assertThat(payload.at("/errors/0/path").asString()).as(mutation).isEqualTo(path);
      assertThat(payload.get("ticket").isNull()).isTrue();
    }
  }
}
