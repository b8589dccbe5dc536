package dev.ticketstream.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A GraphQL client over HTTP that speaks as one user. */
public final class Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What mutations of these tests ask for. */
  static final String PAYLOAD =
      """
      { success
        errors { code message path currentVersion }
        conflictingEvents { eventType version comment { comment } }
        ticket { id reference request description status priority requestType team tags version
          allowedTransitions commentCount assignedTo { id } createdBy { id } watchers { id }
          slaDeadline updatedDate meta deleted relatedTickets { ticketId reference kind } }
        event { eventId eventType version triggeredBy { id } origin metadata previousState
          changes { field oldValue newValue } comment { id comment internal parentId
          mentions { id } who { id } } } }
      """;

  /** What a console asks for after a bulk mutation. */
  static final String BULK =
      """
      { success succeeded failed errors { code message path retryAfterMs }
        results { ticketId success errors { code message path currentVersion }
          event { eventId eventType version timestamp }
          ticket { id reference request status priority requestType team tags version updatedDate
            commentCount slaDeadline isOverdue allowedTransitions assignedTo { id } deleted } } }
      """;

  private final @Nullable String token;

  private Client(@Nullable String token) {
    this.token = token;
  }

  static Client withToken(@Nullable String token) {
    return new Client(token);
  }

  public static Client as(String userId, String role, String... teams) {
    return new Client(
        RunningService.get()
            .issuer()
            .token(userId)
            .roles(role)
            .teams(teams)
            .name(userId, "Tester")
            .sign());
  }

  static Client admin() {
    return as("admin", "admin");
  }

  static Client alice() {
    return as("alice", "agent", "first-line");
  }

  static Client bob() {
    return as("bob", "agent", "first-line");
  }

  static Client carol() {
    return as("carol", "customer");
  }

  static Client dave() {
    return as("dave", "customer");
  }

  /** Makes the user known and gives the client back. */
  public Client known() {
    query("{ me { id } }");
    return this;
  }

  /** A mutation's payload. */
  JsonNode mutate(String name, Map<String, ?> input) {
    String type =
        switch (name) {
          case "addTag", "removeTag" -> "TagInput";
          case "watchTicket", "unwatchTicket" -> "WatchInput";
          default -> Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Input";
        };
    JsonNode answer =
        send(
            "mutation Run($input: " + type + "!) { " + name + "(input: $input) " + PAYLOAD + " }",
            Map.of("input", input));
    if (answer.has("errors")) {
      throw new AssertionError(answer.toString());
    }
    return answer.at("/data/" + name);
  }

  /** A bulk mutation's payload; adds and removes tags with the one type of input. */
  JsonNode bulk(String name, Map<String, ?> input) {
    String type = name.endsWith("Tags") ? "BulkTagsInput" : "B" + name.substring(1) + "Input";
    JsonNode answer =
        send(
            "mutation Run($input: " + type + "!) { " + name + "(input: $input) " + BULK + " }",
            Map.of("input", input));
    if (answer.has("errors")) {
      throw new AssertionError(answer.toString());
    }
    return answer.at("/data/" + name);
  }

  /** A query's data; fails on any error. */
  public JsonNode query(String document) {
    return query(document, Map.of());
  }

  public JsonNode query(String document, Map<String, ?> variables) {
    JsonNode answer = send(document, variables);
    if (answer.has("errors")) {
      throw new AssertionError(answer.toString());
    }
    return answer.get("data");
  }

  /** The whole answer, with its errors. */
  public JsonNode send(String document, Map<String, ?> variables) {
    return send(document, variables, Map.of());
  }

  /** The same with more fields in the request's body. */
  public JsonNode send(String document, Map<String, ?> variables, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("query", document);
    body.put("variables", variables);
    HttpResponse<String> response = post(JSON.writeValueAsString(body));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  public HttpResponse<String> post(String body) {
    return post("/graphql", body);
  }

  public HttpResponse<String> post(String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(RunningService.get().uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return exchange(request.build());
  }

  static HttpResponse<String> exchange(HttpRequest request) {
    return exchange(request, HttpResponse.BodyHandlers.ofString());
  }

  static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates a ticket and gives its id. */
  public String createTicket(String request) {
    return mutate("createTicket", Map.of("request", request)).at("/ticket/id").asString();
  }
}
