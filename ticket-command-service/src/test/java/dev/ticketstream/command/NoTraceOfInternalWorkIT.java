package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a customer can see is the same before and after staff did something internal. */
class NoTraceOfInternalWorkIT {

  private static final String EVERYTHING =
      """
      query($id: ID!, $since: DateTime!) {
        ticket(id: $id) { ...all comments(first: 100) { edges { cursor node { id comment internal }}
          pageInfo { hasNextPage startCursor endCursor } } }
        history: ticketHistory(id: $id, first: 100) { edges { cursor node {
          eventId eventType version timestamp previousState origin metadata
          ticket { ...all } comment { id comment } changes { field oldValue newValue } } }
          pageInfo { hasNextPage endCursor } }
        tickets(filter: { text: "leakproof" }) { totalCount
          edges { cursor node { ...all } } }
        updated: tickets(first: 100, orderBy: { field: UPDATED_DATE }) {
          edges { cursor node { id version updatedDate } } }
        ticketAsOf: ticket(id: $id, asOf: { version: 2 }) { ...all }
        secret: tickets(filter: { text: "topsecret" }) { totalCount }
        touched: tickets(filter: { updatedFrom: $since }) { totalCount }
        ticketStatistics { total overdue byStatus { tickets } byTeam { team tickets } withoutTeam
          byAssignee { assignee { id } tickets } unassigned perDay { created resolved }
          medianFirstResponseSeconds medianResolutionSeconds }
        found: ticketStatistics(filter: { text: "topsecret" }) { total }
        quickFilterCounts(resolvedFrom: $since) { open mine unassigned myTeams createdByMe watched
          urgent onHold overdue resolvedRecently }
      }
      fragment all on SupportTicket { id reference request description status priority version
        commentCount updatedDate createdDate watchers { id } allowedTransitions isOverdue
        relatedTickets { ticketId } attachments { id } meta tags slaDeadline onHoldSince
        firstResponseDate resolvedDate closedDate }
      """;

  @BeforeAll
  static void everybodyIsKnown() {
    Client.alice().known();
    Client.bob().known();
    Client.carol().known();
  }

  @Test
  void customersSeeNothingOfInternalWork() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("A leakproof printer");
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "We look into it"));
    carol.createTicket("Updated later, so that internal work would change the order");
    Map<String, String> asked = Map.of("id", id, "since", Instant.now().toString());
    JsonNode before = carol.query(EVERYTHING, asked);

    JsonNode internal =
        alice.mutate(
            "addComment",
            Map.of("ticketId", id, "comment", "topsecret leakproof", "internal", true));
    String parent = internal.at("/event/comment/id").asString();
    alice.mutate(
        "addComment", Map.of("ticketId", id, "comment", "topsecret too", "parentId", parent));
    alice.mutate("watchTicket", Map.of("ticketId", id));
    alice.mutate("watchTicket", Map.of("ticketId", id, "userId", "bob"));
    JsonNode unwatched = alice.mutate("unwatchTicket", Map.of("ticketId", id));
    assertThat(unwatched.at("/ticket/version").asInt()).as("staff count all").isEqualTo(7);
    assertThat(unwatched.at("/ticket/commentCount").asInt()).isEqualTo(3);

    assertThat(carol.query(EVERYTHING, asked)).isEqualTo(before);
    assertThat(before.at("/ticket/version").asInt()).isEqualTo(2);
    assertThat(before.at("/secret/totalCount").asInt()).isZero();
  }

  @Test
  void mentionsEditsAndDeletionsOfInternalCommentsLeaveNoTraceEither() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Another leakproof printer");
    String open =
        alice
            .mutate("addComment", Map.of("ticketId", id, "comment", "We look into it"))
            .at("/event/comment/id")
            .asString();
    Map<String, String> asked = Map.of("id", id, "since", Instant.now().toString());
    JsonNode before = carol.query(EVERYTHING, asked);

    String first = internalComment(id, "topsecret leakproof, @bob and @carol", open);
    String second = internalComment(id, "topsecret", first);
    JsonNode edited =
        alice.mutate(
            "editComment",
            Map.of("ticketId", id, "commentId", first, "comment", "topsecret @alice @carol"));
    assertThat(edited.at("/event/comment/mentions").findValuesAsString("id"))
        .containsExactly("alice");
    assertThat(edited.at("/ticket/watchers").findValuesAsString("id"))
        .containsExactly("bob", "alice");
    JsonNode deleted = alice.mutate("deleteComment", Map.of("ticketId", id, "commentId", second));
    assertThat(deleted.at("/ticket/version").asInt()).as("staff count all").isEqualTo(8);

    assertThat(carol.query(EVERYTHING, asked)).isEqualTo(before);
    assertThat(before.at("/ticket/version").asInt()).isEqualTo(2);
  }

  @Test
  void aCustomerCannotTellAnInternalCommentFromNone() {
    String id = Client.carol().createTicket("Change");
    String internal = internalComment(id, "topsecret", null);
    for (String mutation : List.of("editComment", "deleteComment")) {
      assertThat(change(mutation, id, internal))
          .isEqualTo(change(mutation, id, "01890000-0000-7000-8000-000000000000"));
    }
  }

  private static JsonNode change(String mutation, String ticketId, String commentId) {
    Map<String, Object> input = new HashMap<>(Map.of("ticketId", ticketId, "commentId", commentId));
    if (mutation.equals("editComment")) {
      input.put("comment", "What?");
    }
    JsonNode payload = Client.carol().mutate(mutation, input);
    assertThat(payload.at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
    return payload;
  }

  private static String internalComment(String ticketId, String text, @Nullable String parentId) {
    Map<String, Object> input =
        new HashMap<>(Map.of("ticketId", ticketId, "comment", text, "internal", true));
    if (parentId != null) {
      input.put("parentId", parentId);
    }
    return Client.alice().mutate("addComment", input).at("/event/comment/id").asString();
  }

  @Test
  void aCustomersOwnCommandsCountInTheirNumbers() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Numbers");
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    JsonNode answer =
        carol.mutate("addComment", Map.of("ticketId", id, "comment", "Mine", "expectedVersion", 1));
    assertThat(answer.get("success").asBoolean()).as(answer.toString()).isTrue();
    assertThat(answer.at("/event/version").asInt()).isEqualTo(2);
    assertThat(answer.at("/ticket/version").asInt()).isEqualTo(2);
    assertThat(answer.at("/ticket/commentCount").asInt()).isEqualTo(1);

    alice.mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "Open word"));
    JsonNode conflict =
        carol.mutate("addComment", Map.of("ticketId", id, "comment", "Late", "expectedVersion", 2));
    assertThat(conflict.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
    assertThat(conflict.at("/errors/0/currentVersion").asInt()).isEqualTo(3);
    assertThat(conflict.at("/errors/0/message").asString()).contains("is now 3");
    assertThat(conflict.get("conflictingEvents")).hasSize(1);
    assertThat(conflict.at("/conflictingEvents/0/version").asInt()).isEqualTo(3);
    assertThat(conflict.toString()).doesNotContain("topsecret");
  }

  @Test
  void aConflictIsCompleteHoweverMuchInternalWorkCameBefore() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Much discussed");
    for (int i = 0; i < 505; i++) {
      alice.mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    }
    alice.mutate("addComment", Map.of("ticketId", id, "comment", "Open word"));
    List<JsonNode> conflicts = new ArrayList<>();
    List<String> statements =
        StatementCounts.of(
            () -> {
              conflicts.add(
                  carol.mutate(
                      "addComment",
                      Map.of("ticketId", id, "comment", "Late", "expectedVersion", 1)));
            });
    assertThat(conflicts.getFirst().get("conflictingEvents").findValuesAsString("version"))
        .containsExactly("2");
    // The newest event, twice a search, and what was missed: internal work is not read.
    assertThat(statements).filteredOn(sql -> sql.contains("from ticket_event")).hasSize(4);
  }

  @Test
  void aVersionThatNeverWasIsAConflictWithoutEvents() {
    Client carol = Client.carol();
    String id = carol.createTicket("Never");
    Client.alice()
        .mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    for (int version : List.of(2, Integer.MAX_VALUE)) {
      JsonNode conflict =
          carol.mutate(
              "addComment", Map.of("ticketId", id, "comment", "Late", "expectedVersion", version));
      assertThat(conflict.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
      assertThat(conflict.at("/errors/0/currentVersion").asInt()).isEqualTo(1);
      assertThat(conflict.get("conflictingEvents")).isEmpty();
    }
  }

  @Test
  void aCustomerCannotAnswerAnInternalComment() {
    String id = Client.carol().createTicket("Answer");
    JsonNode internal =
        Client.alice()
            .mutate("addComment", Map.of("ticketId", id, "comment", "topsecret", "internal", true));
    JsonNode toInternal = answer(id, internal.at("/event/comment/id").asString());
    JsonNode toUnknown = answer(id, "01890000-0000-7000-8000-000000000000");
    assertThat(toInternal).isEqualTo(toUnknown);
    assertThat(toInternal.at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
  }

  private static JsonNode answer(String ticketId, String parentId) {
    return Client.carol()
        .mutate(
            "addComment", Map.of("ticketId", ticketId, "comment", "What?", "parentId", parentId));
  }
}
