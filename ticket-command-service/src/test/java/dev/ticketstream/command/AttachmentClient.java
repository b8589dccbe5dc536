package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads, attaches and downloads as one user. */
final class AttachmentClient {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String token;
  private final Client graphQl;

  private AttachmentClient(String token) {
    this.token = token;
    this.graphQl = Client.withToken(token);
  }

  static AttachmentClient as(String userId, String role, String... teams) {
    return new AttachmentClient(
        RunningService.get().issuer().token(userId).roles(role).teams(teams).sign());
  }

  /** A customer of whom nobody has heard before, so that limits of a user are not shared. */
  static AttachmentClient someCustomer() {
    return as("customer-" + UUID.randomUUID(), "customer");
  }

  static AttachmentClient agent() {
    return as("alice", "agent", "first-line");
  }

  String token() {
    return token;
  }

  Client graphQl() {
    return graphQl;
  }

  HttpResponse<String> post(String pathAndQuery, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request(pathAndQuery).POST(body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Client.exchange(request.build());
  }

  HttpResponse<String> get(String pathAndQuery) {
    return Client.exchange(request(pathAndQuery).build());
  }

  HttpResponse<String> upload(String fileName, byte[] content) {
    return post("/attachments?fileName=" + fileName, BodyPublishers.ofByteArray(content));
  }

  /** The answer to an upload that succeeds. */
  JsonNode uploaded(String fileName, String content) {
    HttpResponse<String> answer = upload(fileName, content.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  JsonNode attach(String ticketId, String attachmentId) {
    return graphQl.mutate(
        "addAttachment", Map.of("ticketId", ticketId, "attachmentId", attachmentId));
  }

  HttpResponse<byte[]> download(String id, String... headers) {
    return send("GET", id, headers);
  }

  HttpResponse<byte[]> send(String method, String id, String... headers) {
    HttpRequest.Builder request =
        request("/attachments/" + id).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Client.exchange(request.build(), BodyHandlers.ofByteArray());
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    URI uri = RunningService.get().uri(pathAndQuery);
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
  }
}
