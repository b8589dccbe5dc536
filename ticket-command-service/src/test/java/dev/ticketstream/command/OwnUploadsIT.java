package dev.ticketstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnUploadsIT {

  private final AttachmentClient client = AttachmentClient.someCustomer();
  private final AttachmentClient other = AttachmentClient.someCustomer();

  @Test
  void onesUploadsAreListedUntilATicketClaimsThem() {
    JsonNode first = client.uploaded("first.txt", "1");
    JsonNode second = client.uploaded("second.txt", "2");
    other.uploaded("other.txt", "3");
    assertThat(listed()).containsExactly(first, second);
    client.attach(client.graphQl().createTicket("With a file"), first.get("id").asString());
    assertThat(listed()).containsExactly(second);
  }

  @Test
  void whatIsRemovedIsGoneAndMakesRoom() {
    for (int i = 0; i < 10; i++) {
      client.uploaded(i + ".txt", "x");
    }
    assertThat(client.upload("more.txt", new byte[] {'x'}).statusCode()).isEqualTo(429);
    String id = listed().getFirst().get("id").asString();
    assertThat(client.send("DELETE", id).statusCode()).isEqualTo(204);
    assertThat(client.download(id).statusCode()).isEqualTo(404);
    assertThat(rowsOf(id)).isZero();
    assertThat(client.upload("more.txt", new byte[] {'x'}).statusCode()).isEqualTo(201);
    assertThat(client.send("DELETE", id).statusCode()).as("once more").isEqualTo(404);
  }

  @Test
  void nobodyElseMayRemoveAnUploadAndNobodyWhatATicketHas() {
    String free = client.uploaded("free.txt", "1").get("id").asString();
    String claimed = client.uploaded("claimed.txt", "2").get("id").asString();
    client.attach(client.graphQl().createTicket("With a file"), claimed);
    HttpResponse<byte[]> refused = other.send("DELETE", free);
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(new String(refused.body(), UTF_8)).contains("\"code\":\"NOT_FOUND\"");
    HttpResponse<byte[]> missing = other.send("DELETE", UUID.randomUUID().toString());
    assertThat(problem(missing)).isEqualTo(problem(refused));
    assertThat(problem(client.send("DELETE", claimed))).isEqualTo(problem(refused));
    assertThat(client.send("DELETE", "no-id").statusCode()).isEqualTo(404);
    assertThat(client.download(free).statusCode()).isEqualTo(200);
    assertThat(client.download(claimed).statusCode()).isEqualTo(200);
  }

  /** The answer without the path that was asked for. */
  private static String problem(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8).replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  private List<JsonNode> listed() {
    HttpResponse<String> answer = client.get("/attachments");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return List.copyOf(AttachmentClient.json(answer).values());
  }

  private static int rowsOf(String id) {
    return RunningService.get()
        .jdbc()
        .sql(
            "select (select count(*) from attachment where id = :id)"
                + " + (select count(*) from attachment_chunk where attachment_id = :id)")
        .param("id", UUID.fromString(id))
        .query(Integer.class)
        .single();
  }
}
