package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CommentsIT {

  private static final String THREAD =
      """
      query($id: ID!) { ticket(id: $id) { status version commentCount watchers { id }
        comments(first: 100) { edges { node {
          id parentId comment internal editedDate byStaff mentions { id } } } } } }
      """;

  @BeforeAll
  static void everybodyIsKnown() {
    Client.admin().known();
    Client.alice().known();
    Client.bob().known();
    Client.carol().known();
    Client.dave().known();
  }

  @Test
  void aCommentIsRewrittenAndTakenAway() {
    Client carol = Client.carol();
    String id = carol.createTicket("Second thoughts");
    String comment = comment(carol, id, "It burns", Map.of());
    String answer = comment(Client.alice(), id, "Where?", Map.of("parentId", comment));

    JsonNode edited = change(carol, "editComment", id, comment, Map.of("comment", "It smokes"));
    assertThat(edited.at("/event/eventType").asString()).isEqualTo("UPDATED");
    assertThat(edited.at("/event/comment/comment").asString()).isEqualTo("It smokes");
    JsonNode first = thread(carol, id).get(0);
    assertThat(first.get("comment").asString()).isEqualTo("It smokes");
    assertThat(first.get("editedDate").isNull()).isFalse();

    JsonNode same = change(carol, "editComment", id, comment, Map.of("comment", "It smokes"));
    assertThat(same.get("event").isNull()).as("the same text changes nothing").isTrue();

    JsonNode deleted = change(carol, "deleteComment", id, comment, Map.of("commandId", "d1"));
    assertThat(deleted.at("/event/changes/0/oldValue").asString()).isEqualTo(comment);
    assertThat(deleted.at("/ticket/commentCount").asInt()).isEqualTo(1);
    JsonNode left = thread(carol, id);
    assertThat(left.findValuesAsString("id")).containsExactly(answer);
    assertThat(left.get(0).get("parentId").asString()).as("an answer stays one").isEqualTo(comment);

    assertThat(change(carol, "deleteComment", id, comment, Map.of("commandId", "d1")))
        .as("a retry gets the first answer")
        .isEqualTo(deleted);
    for (JsonNode gone :
        List.of(
            change(carol, "deleteComment", id, comment, Map.of()),
            change(carol, "editComment", id, comment, Map.of("comment", "Hm")))) {
      assertThat(gone.at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
      assertThat(gone.at("/errors/0/path").asString()).isEqualTo("input.commentId");
    }
  }

  @Test
  void aCommentOfAnotherTicketIsUnknown() {
    Client carol = Client.carol();
    String id = carol.createTicket("One");
    String comment = comment(carol, id, "Mine", Map.of());
    JsonNode payload = change(carol, "deleteComment", carol.createTicket("Two"), comment, Map.of());
    assertThat(payload.at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
    assertThat(thread(carol, id)).hasSize(1);
  }

  @Test
  void theTextMentionsUsersAndStaffAmongThemWatchFromThenOn() {
    Client carol = Client.carol();
    String id = carol.createTicket("Mentions");
    JsonNode payload =
        carol.mutate(
            "addComment", Map.of("ticketId", id, "comment", "@bob @dave `@alice` @nobody, please"));
    assertThat(payload.at("/event/comment/mentions").findValuesAsString("id"))
        .containsExactly("bob");
    assertThat(payload.at("/ticket/version").asInt()).as("as customers count").isEqualTo(2);
    assertThat(payload.at("/ticket/watchers")).isEmpty();
    assertThat(watchers(Client.alice(), id)).containsExactly("bob");

    String comment = payload.at("/event/comment/id").asString();
    change(carol, "editComment", id, comment, Map.of("comment", "@alice, not @\u200bbob"));
    assertThat(thread(carol, id).get(0).at("/mentions").findValuesAsString("id"))
        .containsExactly("alice");
    assertThat(watchers(Client.alice(), id)).containsExactlyInAnyOrder("alice", "bob");
  }

  @Test
  void theRequestersCommentReopensAndResumes() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Not done yet");
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "IN_PROGRESS"));
    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "ON_HOLD"));
    JsonNode resumed = carol.mutate("addComment", Map.of("ticketId", id, "comment", "Here it is"));
    assertThat(resumed.at("/event/eventType").asString()).isEqualTo("COMMENTED");
    assertThat(resumed.at("/ticket/status").asString()).isEqualTo("OPEN");
    JsonNode moved =
        carol
            .query(
                "query($id: ID!) { ticketHistory(id: $id, first: 100) { edges { node { eventType"
                    + " triggeredBy { id } ticket { onHoldSince } } } } }",
                Map.of("id", id))
            .at("/ticketHistory/edges");
    assertThat(moved.findValuesAsString("eventType"))
        .containsExactly(
            "CREATED",
            "STATUS_CHANGED",
            "STATUS_CHANGED",
            "COMMENTED",
            "STATUS_CHANGED",
            "UPDATED");
    assertThat(moved.at("/4/node/triggeredBy/id").asString()).isEqualTo("carol");
    assertThat(moved.at("/4/node/ticket/onHoldSince").isNull()).isTrue();

    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "RESOLVED"));
    carol.mutate("addComment", Map.of("ticketId", id, "comment", "It burns again"));
    assertThat(ticket(carol, id).get("status").asString()).isEqualTo("OPEN");

    alice.mutate("changeStatus", Map.of("ticketId", id, "status", "CLOSED"));
    carol.mutate("addComment", Map.of("ticketId", id, "comment", "Thank you"));
    assertThat(ticket(carol, id).get("status").asString()).isEqualTo("CLOSED");
  }

  private static String comment(
      Client author, String ticketId, String text, Map<String, ?> fields) {
    JsonNode payload =
        author.mutate("addComment", with(fields, Map.of("ticketId", ticketId, "comment", text)));
    return payload.at("/event/comment/id").asString();
  }

  private static JsonNode change(
      Client user, String mutation, String ticketId, String commentId, Map<String, ?> fields) {
    return user.mutate(
        mutation, with(fields, Map.of("ticketId", ticketId, "commentId", commentId)));
  }

  private static Map<String, Object> with(Map<String, ?> fields, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(fields);
    all.putAll(more);
    return all;
  }

  private static JsonNode ticket(Client viewer, String ticketId) {
    return viewer.query(THREAD, Map.of("id", ticketId)).get("ticket");
  }

  private static List<String> watchers(Client viewer, String ticketId) {
    return ticket(viewer, ticketId).get("watchers").findValuesAsString("id");
  }

  private static JsonNode thread(Client viewer, String ticketId) {
    JsonNode edges = ticket(viewer, ticketId).at("/comments/edges");
    return JsonNodeFactory.instance.arrayNode().addAll(edges.findValues("node"));
  }
}
