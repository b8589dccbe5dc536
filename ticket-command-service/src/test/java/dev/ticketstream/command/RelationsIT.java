package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RelationsIT {

  @BeforeAll
  static void everybodyIsKnown() {
    Client.admin().known();
    Client.alice().known();
    Client.carol().known();
    Client.dave().known();
  }

  @Test
  void aRelationStandsOnBothTicketsAndLeavesBoth() {
    Client alice = Client.alice();
    String child = Client.carol().createTicket("Child");
    String parent = Client.dave().createTicket("Parent");
    JsonNode added = relate(alice, child, parent, "PARENT");
    assertThat(added.get("success").asBoolean()).as(added.toString()).isTrue();
    assertThat(added.at("/event/eventType").asString()).isEqualTo("RELATED_ADDED");
    assertThat(added.at("/ticket/relatedTickets/0/ticketId").asString()).isEqualTo(parent);
    assertThat(relations(alice, child)).containsExactly("PARENT " + parent);
    assertThat(relations(alice, parent)).containsExactly("CHILD " + child);
    assertThat(version(alice, parent)).isEqualTo(2);

    JsonNode again = relate(alice, child, parent, "PARENT");
    assertThat(again.get("success").asBoolean()).isTrue();
    assertThat(again.get("event").isNull()).isTrue();
    assertThat(relate(alice, parent, child, "CHILD").get("event").isNull()).isTrue();

    JsonNode removed =
        alice.mutate("removeRelatedTicket", Map.of("ticketId", parent, "relatedTicketId", child));
    assertThat(removed.at("/event/eventType").asString()).isEqualTo("RELATED_REMOVED");
    assertThat(relations(alice, child)).isEmpty();
    assertThat(relations(alice, parent)).isEmpty();
    assertThat(version(alice, child)).isEqualTo(3);
    assertThat(version(alice, parent)).isEqualTo(3);
  }

  @Test
  void customersLearnNothingOfRelations() {
    Client alice = Client.alice();
    String hers = Client.carol().createTicket("Hers");
    String his = Client.dave().createTicket("His");
    JsonNode before = seenBy(Client.carol(), hers);
    relate(alice, hers, his, "RELATED");
    assertThat(seenBy(Client.carol(), hers)).isEqualTo(before);
    JsonNode refused = relate(Client.carol(), hers, his, "RELATED");
    JsonNode unknown = relate(Client.carol(), hers, UUID.randomUUID().toString(), "RELATED");
    assertThat(refused).isEqualTo(unknown);
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("FORBIDDEN");
  }

  @Test
  void aDuplicateIsClosedAndPointsToItsOriginal() {
    Client alice = Client.alice();
    String original = Client.carol().createTicket("Original");
    String duplicate = Client.carol().createTicket("Duplicate");
    Map<String, Object> input =
        Map.of(
            "ticketId",
            duplicate,
            "originalTicketId",
            original,
            "expectedVersion",
            1,
            "commandId",
            UUID.randomUUID().toString());
    JsonNode marked = alice.mutate("markDuplicateOf", input);
    assertThat(marked.at("/ticket/status").asString()).isEqualTo("CLOSED");
    assertThat(relations(alice, duplicate)).containsExactly("ORIGINAL " + original);
    assertThat(relations(alice, original)).containsExactly("DUPLICATE " + duplicate);
    assertThat(alice.mutate("markDuplicateOf", input)).isEqualTo(marked);
    assertThat(version(alice, duplicate)).isEqualTo(3);
    assertThat(version(alice, original)).isEqualTo(2);

    String third = Client.carol().createTicket("Third");
    JsonNode toDuplicate =
        alice.mutate("markDuplicateOf", Map.of("ticketId", third, "originalTicketId", duplicate));
    assertThat(toDuplicate.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(toDuplicate.at("/errors/0/message").asString()).contains("is itself a duplicate of");
    JsonNode circle =
        alice.mutate(
            "markDuplicateOf", Map.of("ticketId", original, "originalTicketId", duplicate));
    assertThat(circle.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    JsonNode stale =
        alice.mutate(
            "markDuplicateOf",
            Map.of("ticketId", third, "originalTicketId", original, "expectedVersion", 7));
    assertThat(stale.at("/errors/0/code").asString()).isEqualTo("CONFLICT");
    assertThat(version(alice, original)).isEqualTo(2);
  }

  @Test
  void nothingStandsAboveItself() {
    Client alice = Client.alice();
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      chain.add(Client.carol().createTicket("Level " + i));
    }
    for (int i = 1; i < 4; i++) {
      assertThat(relate(alice, chain.get(i), chain.get(i - 1), "PARENT").get("success").asBoolean())
          .isTrue();
    }
    JsonNode cycle = relate(alice, chain.getFirst(), chain.getLast(), "PARENT");
    assertThat(cycle.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    JsonNode inverse = relate(alice, chain.getLast(), chain.getFirst(), "CHILD");
    assertThat(inverse.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT");
    assertThat(relations(alice, chain.getFirst())).containsExactly("CHILD " + chain.get(1));
  }

  @Test
  void ofConcurrentRelationsThatTogetherMakeACycleOneIsRefused() throws Exception {
    Client alice = Client.alice();
    for (int round = 0; round < 10; round++) {
      List<String> ring = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ring.add(Client.carol().createTicket("Ring"));
      }
      List<Callable<JsonNode>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String child = ring.get(i);
        String parent = ring.get((i + 1) % 4);
        calls.add(
            i % 2 == 0
                ? () -> relate(alice, child, parent, "PARENT")
                : () -> relate(alice, parent, child, "CHILD"));
      }
      List<JsonNode> answers = Concurrently.all(calls);
      assertThat(answers).filteredOn(answer -> answer.get("success").asBoolean()).hasSize(3);
      assertThat(answers)
          .filteredOn(answer -> !answer.get("success").asBoolean())
          .allSatisfy(
              answer ->
                  assertThat(answer.at("/errors/0/code").asString()).isEqualTo("INVALID_INPUT"));
    }
  }

  @Test
  void oppositeRelationsAtOnceDoNotWaitForEachOther() throws Exception {
    Client alice = Client.alice();
    String a = Client.carol().createTicket("A");
    String b = Client.carol().createTicket("B");
    List<Callable<JsonNode>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String kind = List.of("RELATED", "ORIGINAL", "PARENT").get(i % 3);
      calls.add(() -> relate(alice, a, b, kind));
      calls.add(() -> relate(alice, b, a, kind));
      calls.add(() -> remove(alice, a, b));
      calls.add(() -> remove(alice, b, a));
    }
    for (JsonNode answer : Concurrently.all(calls)) {
      assertThat(answer.at("/errors/0/code").asString("none"))
          .as(answer.toString())
          .isIn("none", "INVALID_INPUT");
    }
    remove(alice, b, a);
    relate(alice, a, b, "PARENT");
    assertThat(relations(alice, a)).containsExactly("PARENT " + b);
    assertThat(relations(alice, b)).containsExactly("CHILD " + a);
    assertThat(version(alice, a)).isEqualTo(version(alice, b));
  }

  @Test
  void aRelationAndADeletionAtOnceLeaveBothTicketsAgreeing() throws Exception {
    Client alice = Client.alice();
    Client admin = Client.admin();
    for (int round = 0; round < 10; round++) {
      String a = Client.carol().createTicket("Kept");
      String b = Client.carol().createTicket("Deleted");
      List<JsonNode> answers =
          Concurrently.all(
              List.of(
                  () -> relate(alice, a, b, "RELATED"),
                  () -> alice.mutate("deleteTicket", Map.of("ticketId", b))));
      boolean related = answers.getFirst().get("success").asBoolean();
      if (!related) {
        assertThat(answers.getFirst().at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
      }
      assertThat(relations(admin, a)).hasSize(related ? 1 : 0);
      assertThat(relations(admin, b)).hasSize(related ? 1 : 0);
    }
  }

  @Test
  void relationsOfADeletedTicketStayAndShowItsReferenceAlone() {
    Client alice = Client.alice();
    String kept = Client.carol().createTicket("Kept");
    String deleted = Client.carol().createTicket("Deleted");
    relate(alice, kept, deleted, "RELATED");
    alice.mutate("deleteTicket", Map.of("ticketId", deleted));
    assertThat(relations(alice, kept)).containsExactly("RELATED " + deleted);
    JsonNode seen = relate(alice, kept, deleted, "PARENT");
    assertThat(seen.at("/errors/0/code").asString()).isEqualTo("NOT_FOUND");
    JsonNode byAdmin = relate(Client.admin(), kept, deleted, "PARENT");
    assertThat(byAdmin.at("/errors/0/code").asString()).isEqualTo("INVALID_TRANSITION");

    alice.mutate("removeRelatedTicket", Map.of("ticketId", kept, "relatedTicketId", deleted));
    assertThat(relations(alice, kept)).isEmpty();
    assertThat(relations(Client.admin(), deleted)).isEmpty();
  }

  @Test
  void adminsRestoreDeletedTickets() {
    Client alice = Client.alice();
    Client carol = Client.carol();
    String id = carol.createTicket("Back again");
    alice.mutate("deleteTicket", Map.of("ticketId", id));
    assertThat(
            alice.mutate("restoreTicket", Map.of("ticketId", id)).at("/errors/0/code").asString())
        .isEqualTo("NOT_FOUND");
    JsonNode restored = Client.admin().mutate("restoreTicket", Map.of("ticketId", id));
    assertThat(restored.get("success").asBoolean()).isTrue();
    assertThat(restored.at("/ticket/deleted").asBoolean()).isFalse();
    assertThat(version(carol, id)).isEqualTo(3);
    assertThat(
            carol
                .query("{ tickets(first: 100) { edges { node { id } } } }")
                .findValuesAsString("id"))
        .contains(id);
    JsonNode again = alice.mutate("restoreTicket", Map.of("ticketId", id));
    assertThat(again.at("/errors/0/code").asString()).isEqualTo("FORBIDDEN");
  }

  private static JsonNode relate(Client client, String ticketId, String otherId, String kind) {
    return client.mutate(
        "addRelatedTicket", Map.of("ticketId", ticketId, "relatedTicketId", otherId, "kind", kind));
  }

  private static JsonNode remove(Client client, String ticketId, String otherId) {
    return client.mutate(
        "removeRelatedTicket", Map.of("ticketId", ticketId, "relatedTicketId", otherId));
  }

  private static List<String> relations(Client client, String id) {
    return client
        .query(
            "query($id: ID!) { ticket(id: $id) { relatedTickets { ticketId reference kind } } }",
            Map.of("id", id))
        .at("/ticket/relatedTickets")
        .valueStream()
        .map(
            relation -> relation.get("kind").asString() + " " + relation.get("ticketId").asString())
        .toList();
  }

  private static int version(Client client, String id) {
    return client
        .query("query($id: ID!) { ticket(id: $id) { version } }", Map.of("id", id))
        .at("/ticket/version")
        .asInt();
  }

  private static JsonNode seenBy(Client client, String id) {
    return client.query(
        """
        query($id: ID!) {
          ticket(id: $id) { version updatedDate status relatedTickets { ticketId } }
          ticketHistory(id: $id) { edges { cursor node { eventType version } } }
        }
        """,
        new HashMap<>(Map.of("id", id)));
  }
}
