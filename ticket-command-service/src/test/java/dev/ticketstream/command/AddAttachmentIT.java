package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AddAttachmentIT {

  private static final String ATTACHMENTS =
      """
      query Read($id: ID!) { ticket(id: $id) { version attachments {
        id fileName contentType size sha256 uploadedBy { id } uploadedDate } } }
      """;

  private final AttachmentClient requester = AttachmentClient.someCustomer();
  private final AttachmentClient agent = AttachmentClient.agent();
  private String ticket = "";

  @BeforeEach
  void openATicket() {
    ticket = requester.graphQl().createTicket("With files");
  }

  @Test
  void theUploadBecomesTheTicketsAttachment() {
    JsonNode file = requester.uploaded("log.txt", "abc");
    JsonNode payload = requester.attach(ticket, file.get("id").asString());
    assertThat(payload.get("success").asBoolean()).as(payload.toString()).isTrue();
    assertThat(payload.at("/event/eventType").asString()).isEqualTo("ATTACHMENT_ADDED");
    assertThat(payload.at("/event/version").asInt()).isEqualTo(2);
    assertThat(payload.at("/event/changes/0/newValue").asString()).isEqualTo("log.txt");
    JsonNode attachment = attachments().get(0);
    for (String fact : new String[] {"id", "fileName", "contentType", "sha256"}) {
      assertThat(attachment.get(fact)).isEqualTo(file.get(fact));
    }
    assertThat(attachment.get("size").asInt()).isEqualTo(3);
    assertThat(attachment.at("/uploadedBy/id").asString()).startsWith("customer-");
  }

  @Test
  void attachingTwiceIsAttachingOnce() {
    String id = requester.uploaded("log.txt", "abc").get("id").asString();
    Map<String, String> input =
        Map.of("ticketId", ticket, "attachmentId", id, "commandId", "c-" + UUID.randomUUID());
    JsonNode first = requester.graphQl().mutate("addAttachment", input);
    JsonNode retry = requester.graphQl().mutate("addAttachment", input);
    assertThat(retry).isEqualTo(first);
    JsonNode again = requester.attach(ticket, id);
    assertThat(again.get("success").asBoolean()).isTrue();
    assertThat(again.get("event").isNull()).isTrue();
    assertThat(attachments()).hasSize(1);
  }

  @Test
  void anUploadGoesToOneTicketOnly() {
    String id = requester.uploaded("log.txt", "abc").get("id").asString();
    requester.attach(ticket, id);
    String other = requester.graphQl().createTicket("Another");
    assertRefused(requester.attach(other, id), "INVALID_INPUT", "input.attachmentId");
  }

  @Test
  void onlyTheUploaderCanAttachIt() {
    String id = requester.uploaded("log.txt", "abc").get("id").asString();
    assertRefused(agent.attach(ticket, id), "NOT_FOUND", "input.attachmentId");
    assertRefused(
        requester.attach(ticket, UUID.randomUUID().toString()), "NOT_FOUND", "input.attachmentId");
    assertRefused(requester.attach(ticket, "nonsense"), "INVALID_INPUT", "input.attachmentId");
    assertThat(attachments()).isEmpty();
  }

  @Test
  void aTicketThatTheCallerDoesNotSeeIsAsNone() {
    AttachmentClient stranger = AttachmentClient.someCustomer();
    String id = stranger.uploaded("log.txt", "abc").get("id").asString();
    JsonNode hidden = stranger.attach(ticket, id);
    assertRefused(hidden, "NOT_FOUND", "input.ticketId");
    assertThat(stranger.attach(UUID.randomUUID().toString(), id)).isEqualTo(hidden);
    agent.graphQl().mutate("deleteTicket", Map.of("ticketId", ticket));
    String own = requester.uploaded("log.txt", "abc").get("id").asString();
    assertThat(requester.attach(ticket, own)).isEqualTo(hidden);
    assertThat(requester.download(own).statusCode()).as("still free").isEqualTo(200);
  }

  @Test
  void aTicketHoldsOnlySoManyBytes() {
    String content = "x".repeat(1 << 20);
    for (int i = 0; i < 3; i++) {
      requester.attach(ticket, requester.uploaded("log.txt", content).get("id").asString());
    }
    String oneMore = requester.uploaded("log.txt", "x").get("id").asString();
    assertRefused(requester.attach(ticket, oneMore), "LIMIT_EXCEEDED", "input.attachmentId");
    assertThat(attachments()).hasSize(3);
  }

  @Test
  void aClaimThatIsRolledBackLeavesTheUploadFree() {
    String id = requester.uploaded("log.txt", "abc").get("id").asString();
    JsonNode conflict =
        requester
            .graphQl()
            .mutate(
                "addAttachment",
                Map.of("ticketId", ticket, "attachmentId", id, "expectedVersion", 7));
    assertRefused(conflict, "CONFLICT", "input.expectedVersion");
    assertThat(requester.attach(ticket, id).get("success").asBoolean()).isTrue();
  }

  private JsonNode attachments() {
    return requester.graphQl().query(ATTACHMENTS, Map.of("id", ticket)).at("/ticket/attachments");
  }

  private static void assertRefused(JsonNode payload, String code, String path) {
    assertThat(payload.get("success").asBoolean()).isFalse();
    assertThat(payload.at("/errors/0/code").asString()).as(payload.toString()).isEqualTo(code);
    assertThat(payload.at("/errors/0/path").asString()).isEqualTo(path);
  }
}
