package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AttachmentDownloadIT {

  private static final int CHUNK = 65_536;

  private final AttachmentClient requester = AttachmentClient.someCustomer();
  private final AttachmentClient stranger = AttachmentClient.someCustomer();
  private final AttachmentClient agent = AttachmentClient.agent();
  private final AttachmentClient admin = AttachmentClient.as("admin", "admin");

  @Test
  void anUploadIsItsUploadersUntilATicketClaimsIt() {
    String id = requester.uploaded("a.txt", "mine").get("id").asString();
    assertThat(requester.download(id).body()).asString().isEqualTo("mine");
    assertMissing(stranger, id);
    assertMissing(agent, id);
    assertMissing(admin, id);
  }

  @Test
  void anAttachmentIsForWhoeverSeesItsTicketNow() {
    String id = agent.uploaded("a.txt", "ours").get("id").asString();
    String ticket = requester.graphQl().createTicket("With a file");
    agent.attach(ticket, id);
    assertThat(requester.download(id).body()).asString().isEqualTo("ours");
    assertThat(agent.download(id).statusCode()).isEqualTo(200);
    assertMissing(stranger, id);
    agent.graphQl().mutate("deleteTicket", Map.of("ticketId", ticket));
    assertMissing(requester, id);
    assertMissing(agent, id);
    assertThat(admin.download(id).statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverLostTheTicketLostTheirOwnFileOnItToo() {
    AttachmentClient helper = AttachmentClient.someCustomer();
    String helperId = helper.graphQl().query("{ me { id } }").at("/me/id").asString();
    String ticket = requester.graphQl().createTicket("Helped");
    agent
        .graphQl()
        .mutate("assignTicket", Map.of("ticketId", ticket, "assignedToUserId", helperId));
    String id = helper.uploaded("a.txt", "help").get("id").asString();
    assertThat(helper.attach(ticket, id).get("success").asBoolean()).isTrue();
    assertThat(helper.download(id).statusCode()).isEqualTo(200);
    agent.graphQl().mutate("unassignTicket", Map.of("ticketId", ticket));
    assertMissing(helper, id);
  }

  @Test
  void nothingRunsAndNothingIsKeptInSharedCaches() {
    JsonNode file = requester.uploaded("Gr%C3%B6%C3%9Fe.txt", "0123456789");
    HttpResponse<byte[]> answer = requester.download(file.get("id").asString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Type", "text/plain");
    assertHeader(answer, "Content-Length", "10");
    assertHeader(answer, "Accept-Ranges", "bytes");
    assertHeader(
        answer,
        "Content-Disposition",
        "attachment; filename=\"Gr__e.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt");
    assertHeader(answer, "X-Content-Type-Options", "nosniff");
    assertHeader(answer, "Content-Security-Policy", "sandbox; default-src 'none'");
    assertHeader(answer, "Cache-Control", "private, no-cache");
    assertHeader(answer, "ETag", "\"" + file.get("sha256").asString() + "\"");
  }

  @Test
  void aHeadRequestGetsTheHeadersOnly() {
    JsonNode file = requester.uploaded("a.txt", "0123456789");
    HttpResponse<byte[]> answer =
        requester.send("HEAD", file.get("id").asString(), "Range", "bytes=0-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertHeader(answer, "Content-Length", "10");
    assertHeader(answer, "ETag", "\"" + file.get("sha256").asString() + "\"");
    assertThat(answer.body()).isEmpty();
    assertThat(stranger.send("HEAD", file.get("id").asString()).statusCode()).isEqualTo(404);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    String id = requester.uploaded("a.txt", "0123456789").get("id").asString();
    String etag = requester.download(id).headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> same = requester.download(id, "If-None-Match", etag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertHeader(same, "ETag", etag);
    assertThat(same.body()).isEmpty();
    assertThat(requester.download(id, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(stranger.download(id, "If-None-Match", etag).statusCode()).isEqualTo(404);
  }

  @Test
  void sendsParts() {
    String id = requester.uploaded("a.txt", "0123456789").get("id").asString();
    assertPart(requester.download(id, "Range", "bytes=2-4"), "234", "bytes 2-4/10");
    assertPart(requester.download(id, "Range", "bytes=8-"), "89", "bytes 8-9/10");
    assertPart(requester.download(id, "Range", "bytes=-3"), "789", "bytes 7-9/10");
    HttpResponse<byte[]> whole = requester.download(id, "Range", "bytes=0-1,3-4");
    assertThat(whole.statusCode()).isEqualTo(200);
    HttpResponse<byte[]> outside = requester.download(id, "Range", "bytes=10-");
    assertThat(outside.statusCode()).isEqualTo(416);
    assertHeader(outside, "Content-Range", "bytes */10");
    assertThat(outside.body()).asString().contains("RANGE_NOT_SATISFIABLE");
    assertThat(outside.headers().firstValue("Content-Disposition")).isEmpty();
  }

  @Test
  void sendsAPartOnlyOfTheSameFile() {
    String id = requester.uploaded("a.txt", "0123456789").get("id").asString();
    String etag = requester.download(id).headers().firstValue("ETag").orElseThrow();
    assertPart(
        requester.download(id, "Range", "bytes=2-4", "If-Range", etag), "234", "bytes 2-4/10");
    HttpResponse<byte[]> changed =
        requester.download(id, "Range", "bytes=2-4", "If-Range", "\"other\"");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).hasSize(10);
  }

  @Test
  void aDownloadThatFailsHalfWayBreaksOff() {
    String id = requester.uploaded("a.json", "x".repeat(7 * CHUNK + 100)).get("id").asString();
    // Less than an error message is missing, which must not take its place.
    drop(id, 7 * CHUNK);
    assertThatThrownBy(() -> requester.download(id)).isInstanceOf(UncheckedIOException.class);
    drop(id, 0);
    HttpResponse<byte[]> answer = requester.download(id);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).asString().contains("INTERNAL_ERROR", "correlationId");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void pagesOfAllowedOriginsMayUploadAndDownload() {
    for (String method : new String[] {"POST", "GET", "HEAD"}) {
      HttpRequest preflight =
          HttpRequest.newBuilder(RunningService.get().uri("/attachments/x"))
              .method("OPTIONS", BodyPublishers.noBody())
              .header("Origin", "https://desk.example")
              .header("Access-Control-Request-Method", method)
              .header(
                  "Access-Control-Request-Headers",
                  "authorization,content-type,if-none-match,if-range,range")
              .build();
      assertThat(Client.exchange(preflight).headers().firstValue("Access-Control-Allow-Origin"))
          .contains("https://desk.example");
    }
    String id = requester.uploaded("a.txt", "x").get("id").asString();
    HttpResponse<byte[]> answer = requester.download(id, "Origin", "https://desk.example");
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("Content-Disposition", "ETag", "Content-Range");
  }

  /** Word for word what a missing one gets. */
  private static void assertMissing(AttachmentClient client, String id) {
    HttpResponse<byte[]> missing = client.download(UUID.randomUUID().toString());
    HttpResponse<byte[]> hidden = client.download(id);
    HttpResponse<byte[]> malformed = client.download("no-id");
    assertThat(missing.statusCode()).isEqualTo(404);
    for (HttpResponse<byte[]> answer : java.util.List.of(hidden, malformed)) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(headers(answer)).isEqualTo(headers(missing));
      assertThat(text(answer).replaceAll("/attachments/[^\"]*", ""))
          .isEqualTo(text(missing).replaceAll("/attachments/[^\"]*", ""))
          .contains("NOT_FOUND");
    }
  }

  private static String headers(HttpResponse<byte[]> answer) {
    return answer.headers().map().keySet().toString();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void assertPart(HttpResponse<byte[]> answer, String body, String contentRange) {
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).asString().isEqualTo(body);
    assertHeader(answer, "Content-Range", contentRange);
    assertHeader(answer, "Content-Length", String.valueOf(body.length()));
  }

  private static void assertHeader(HttpResponse<byte[]> answer, String name, String value) {
    assertThat(answer.headers().allValues(name)).containsExactly(value);
  }

  private static void drop(String id, int firstByte) {
    RunningService.get()
        .jdbc()
        .sql("delete from attachment_chunk where attachment_id = ?::uuid and first_byte >= ?")
        .params(id, firstByte)
        .update();
  }
}
