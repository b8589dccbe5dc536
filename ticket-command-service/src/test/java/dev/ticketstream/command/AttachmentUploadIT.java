package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AttachmentUploadIT {

  private static final int LIMIT = 1 << 20;

  private final String userId = "uploader-" + UUID.randomUUID();
  private final AttachmentClient client = AttachmentClient.as(userId, "customer");

  @Test
  void answersWithWhatWasStored() {
    HttpResponse<String> answer =
        client.upload("../Gr%C3%B6%C3%9Fe+1.log", "abc".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode file = AttachmentClient.json(answer);
    assertThat(file.propertyNames())
        .containsExactlyInAnyOrder("id", "fileName", "contentType", "size", "sha256");
    assertThat(file.get("fileName").asString()).isEqualTo("Größe 1.log");
    assertThat(file.get("contentType").asString()).isEqualTo("text/x-log");
    assertThat(file.get("size").asInt()).isEqualTo(3);
    assertThat(file.get("sha256").asString())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(UUID.fromString(file.get("id").asString()).version()).isEqualTo(7);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/attachments/" + file.get("id").asString());
  }

  @Test
  void takesABodyThatClaimsToBeAForm() {
    HttpResponse<String> answer =
        client.post(
            "/attachments?fileName=a.txt",
            BodyPublishers.ofString("fileName=b.exe&access_token=x"),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(AttachmentClient.json(answer).get("size").asInt()).isEqualTo(29);
  }

  @Test
  void takesAFileOfExactlyTheLimit() {
    assertThat(client.upload("a.txt", text(LIMIT)).statusCode()).isEqualTo(201);
    assertThat(client.post("/attachments?fileName=a.txt", chunked(LIMIT)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void refusesAnAnnouncedFileThatIsTooLargeBeforeItIsSent() throws Exception {
    try (RawRequest request = new RawRequest()) {
      String answer = request.send(head("Content-Length: " + (LIMIT + 1))).answer();
      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }
    assertNothingLeft();
  }

  @Test
  void refusesAFileThatTurnsOutTooLarge() {
    HttpResponse<String> answer = client.post("/attachments?fileName=a.txt", chunked(LIMIT + 1));
    assertRefused(answer, 413, "FILE_TOO_LARGE");
  }

  @Test
  void whoeverAsksFirstIsToldToGoOnOnlyIfTheyMay() throws Exception {
    try (RawRequest request = new RawRequest()) {
      request.send(head("Content-Length: 3", "Expect: 100-continue"));
      assertThat(request.answer()).startsWith("HTTP/1.1 100");
      assertThat(request.send("abc").answer()).startsWith("HTTP/1.1 201");
    }
    try (RawRequest request = new RawRequest()) {
      request.send(head("Content-Length: 9999999", "Expect: 100-continue"));
      assertThat(request.answer()).startsWith("HTTP/1.1 413");
    }
    try (RawRequest request = new RawRequest()) {
      request.send(head("Content-Length: 3", "Expect: 100-continue").replace("Bearer", "No"));
      assertThat(request.answer()).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void refusesTypesThatAreNotAllowed() {
    byte[] html = "<!DOCTYPE html><html></html>".getBytes(StandardCharsets.UTF_8);
    assertRefused(client.upload("a.txt", html), 415, "TYPE_NOT_ALLOWED");
    assertRefused(client.upload("a.exe", text(10)), 415, "TYPE_NOT_ALLOWED");
  }

  @Test
  void theReasonReachesAClientThatSendsAllFirst() {
    byte[] large = ("<html>" + "x".repeat(LIMIT - 6)).getBytes(StandardCharsets.UTF_8);
    assertRefused(client.upload("a.txt", large), 415, "TYPE_NOT_ALLOWED");
  }

  @Test
  void refusesRequestsWithoutNameOrFile() {
    assertRefused(client.post("/attachments", BodyPublishers.ofString("x")), 400, "INVALID_INPUT");
    assertRefused(client.upload("", text(1)), 400, "INVALID_INPUT");
    assertRefused(client.upload("x".repeat(1_001), text(1)), 400, "INVALID_INPUT");
    assertRefused(client.upload("a.txt", new byte[0]), 400, "INVALID_INPUT");
    assertRefused(
        client.post(
            "/attachments?fileName=a.txt",
            BodyPublishers.ofString("--x\r\n\r\nabc\r\n--x--\r\n"),
            "Content-Type",
            "multipart/form-data; boundary=x"),
        400,
        "INVALID_INPUT");
  }

  @Test
  void limitsWhatNobodyHasAttached() {
    for (int i = 0; i < 4; i++) {
      assertThat(client.upload("a.txt", text(LIMIT)).statusCode()).isEqualTo(201);
    }
    HttpResponse<String> answer = client.upload("a.txt", text(1));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("TOO_MUCH_UNCLAIMED");
    AttachmentClient other = AttachmentClient.someCustomer();
    for (int i = 0; i < 10; i++) {
      other.uploaded("a.txt", "x");
    }
    assertThat(other.upload("a.txt", text(1)).body()).contains("TOO_MUCH_UNCLAIMED");
    String ticket = client.graphQl().createTicket("Full");
    client.attach(ticket, anyUpload());
    assertThat(client.upload("a.txt", text(1)).statusCode()).as("room again").isEqualTo(201);
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws Exception {
    try (RawRequest request = new RawRequest()) {
      request.send(head("Content-Length: 500000")).send("x".repeat(300_000));
      await().atMost(Duration.ofSeconds(20)).until(() -> chunks() > 0);
    }
    await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertNothingLeft);
  }

  @Test
  void anUploadThatIsTooSlowIsRefused() throws Exception {
    try (RawRequest request = new RawRequest()) {
      request.send(head("Content-Length: 500000"));
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !request.tryToSend("x") || uploads() == 0);
      assertThat(request.answer()).startsWith("HTTP/1.1 408");
    }
    assertNothingLeft();
  }

  @Test
  void aUserHasOnlySoManyAtOnce() throws Exception {
    try (RawRequest first = new RawRequest();
        RawRequest second = new RawRequest()) {
      first.send(head("Content-Length: 10")).send("x");
      second.send(head("Content-Length: 10")).send("x");
      await().atMost(Duration.ofSeconds(20)).until(() -> uploads() == 2);
      HttpResponse<String> third = client.upload("a.txt", text(1));
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.body()).contains("TOO_MANY_TRANSFERS");
      first.send("123456789");
      assertThat(first.answer()).startsWith("HTTP/1.1 201");
      assertThat(client.upload("a.txt", text(1)).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aFaultOfTheStoreSaysNothingOfItsReason() {
    sql("alter table attachment_chunk rename to attachment_chunk_gone");
    try {
      HttpResponse<String> answer = client.upload("a.txt", text(10));
      assertThat(answer.statusCode()).isEqualTo(500);
      JsonNode problem = AttachmentClient.json(answer);
      assertThat(problem.get("code").asString()).isEqualTo("INTERNAL_ERROR");
      assertThat(UUID.fromString(problem.get("correlationId").asString())).isNotNull();
      assertThat(answer.body()).doesNotContain("attachment_chunk", "insert");
    } finally {
      sql("alter table attachment_chunk_gone rename to attachment_chunk");
    }
  }

  @Test
  void refusalsAndBytesAreCounted() {
    client.upload("a.exe", text(10));
    HttpRequest metrics =
        HttpRequest.newBuilder(RunningService.get().uri("/actuator/prometheus")).build();
    assertThat(Client.exchange(metrics).body())
        .containsPattern(
            "ticketstream_attachments_refused_total\\{reason=\"type_not_allowed\"} [1-9]")
        .containsPattern("ticketstream_attachments_bytes_total\\{direction=\"up\"} [1-9]")
        .contains("ticketstream_attachments_active{direction=\"down\"} ")
        .contains("ticketstream_attachments_removed_total");
  }

  private String head(String... headers) {
    return "POST /attachments?fileName=a.txt HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + client.token()
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = AttachmentClient.json(answer);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    assertThat(uploads()).isZero();
    assertThat(chunks()).isZero();
  }

  private long uploads() {
    return count("select count(*) from attachment where uploader_id = ?");
  }

  private long chunks() {
    return count(
        "select count(*) from attachment_chunk c join attachment a on a.id = c.attachment_id"
            + " where a.uploader_id = ?");
  }

  private long count(String query) {
    return RunningService.get().jdbc().sql(query).param(userId).query(Long.class).single();
  }

  private String anyUpload() {
    return RunningService.get()
        .jdbc()
        .sql("select id::text from attachment where uploader_id = ? limit 1")
        .param(userId)
        .query(String.class)
        .single();
  }

  private static void sql(String statement) {
    RunningService.get().jdbc().sql(statement).update();
  }

  private static HttpRequest.BodyPublisher chunked(int size) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text(size)));
  }

  private static byte[] text(int size) {
    return "x".repeat(size).getBytes(StandardCharsets.UTF_8);
  }
}
