package dev.ticketstream.command.authorisation;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.authorisation.Matrix.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A desk with the callers of the matrix, and tickets to call on. */
final class Desk {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningService service;
  private final Map<Caller, String> tokens = new EnumMap<>(Caller.class);
  private final Ticket foreign;

  Desk(RunningService service) {
    this.service = service;
    for (Caller caller : Caller.values()) {
      if (caller != Caller.NOBODY) {
        tokens.put(
            caller,
            service
                .issuer()
                .token(caller.userId())
                .roles(caller.role())
                .teams(caller.teams())
                .name(caller.userId(), "Matrix")
                .sign());
        graphQl(caller, "{ me { id } }");
      }
    }
    service
        .jdbc()
        .sql("insert into known_team (id) values ('matrix-z') on conflict do nothing")
        .update();
    this.foreign = plainTicket(Caller.ADMIN.userId(), "matrix-z");
  }

  RunningService service() {
    return service;
  }

  /** What a row's names stand for: a fresh ticket of the kind that it is called on. */
  Thing prepare(Row row) {
    String random = UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> names = new HashMap<>();
    names.put("foreign", foreign.id());
    names.put("otherAgent", Caller.OTHER_AGENT.userId());
    names.put("stranger", Caller.STRANGER.userId());
    names.put("team", "matrix-b");
    names.put("mark", "mark" + random);
    names.put("secret", "secret" + random);
    names.put("tag", "tag" + random);
    if (row.call().contains("$other")) {
      names.put("other", plainTicket(Caller.REQUESTER.userId(), Caller.TEAM).id());
    }
    if (row.call().contains("$foreignUpload")) {
      names.put("foreignUpload", upload(Caller.ADMIN));
    }
    if (!row.on().equals("—")) {
      prepareTicket(row, names);
    }
    return new Thing(names);
  }

  private void prepareTicket(Row row, Map<String, String> names) {
    String on = row.on();
    String mark = requireNonNull(names.get("mark"));
    String secret = requireNonNull(names.get("secret"));
    Ticket ticket =
        ticket(
            "{request: \"%s\", requesterId: \"%s\", team: \"%s\", tags: [\"%s\"]}"
                .formatted(
                    names.get("mark"), Caller.REQUESTER.userId(), Caller.TEAM, names.get("tag")));
    String id = ticket.id();
    names.put("ticket", id);
    names.put("reference", ticket.reference());
    succeed(
        Caller.ADMIN,
        "watchTicket(input: {ticketId: \"%s\", userId: \"%s\"})"
            .formatted(id, Caller.WATCHER.userId()));
    String open = comment(Caller.REQUESTER, id, "Words", false);
    String internal = comment(Caller.ADMIN, id, secret, true);
    names.put("openComment", open);
    names.put("comment", on.equals("internal") ? internal : open);
    if (row.call().contains("$attachment")) {
      names.put("attachment", attach(id, mark));
    }
    switch (on) {
      case "deleted" ->
          succeed(Caller.ADMIN, "deleteTicket(input: {ticketId: \"%s\"})".formatted(id));
      case "missing" -> {
        names.put("ticket", UNKNOWN);
        names.put("reference", "TKT-999999");
        names.put("comment", UNKNOWN);
        names.put("attachment", UNKNOWN);
      }
      case "visible", "internal" -> {}
      default -> throw new AssertionError("nothing is known of \"" + on + "\"");
    }
  }

  /** Sends a call and gives what came back. */
  HttpResponse<String> graphQl(Caller caller, String document) {
    return send(caller, "POST", "/graphql", JSON.writeValueAsString(Map.of("query", document)));
  }

  HttpResponse<String> send(Caller caller, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    String token = tokens.get(caller);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The id of a file that the caller uploaded; nobody's is unknown. */
  String upload(Caller caller) {
    return caller == Caller.NOBODY ? UNKNOWN : upload(caller, "a file");
  }

  private String upload(Caller caller, String content) {
    HttpResponse<String> response = send(caller, "POST", "/attachments?fileName=a.txt", content);
    if (response.statusCode() != 201) {
      throw new AssertionError("an upload gave " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body()).get("id").asString();
  }

  private String attach(String ticketId, String content) {
    String id = upload(Caller.REQUESTER, content);
    succeed(
        Caller.REQUESTER,
        "addAttachment(input: {ticketId: \"%s\", attachmentId: \"%s\"})".formatted(ticketId, id));
    return id;
  }

  private Ticket plainTicket(String requester, String team) {
    return ticket(
        "{request: \"Another one\", requesterId: \"%s\", team: \"%s\"}".formatted(requester, team));
  }

  private Ticket ticket(String input) {
    JsonNode ticket =
        succeed(Caller.ADMIN, "createTicket(input: %s)".formatted(input)).get("ticket");
    return new Ticket(ticket.get("id").asString(), ticket.get("reference").asString());
  }

  private String comment(Caller caller, String ticketId, String text, boolean internal) {
    String flag = internal ? ", internal: true" : "";
    return succeed(
            caller,
            "addComment(input: {ticketId: \"%s\", comment: \"%s\"%s})"
                .formatted(ticketId, text, flag))
        .at("/event/comment/id")
        .asString();
  }

  private JsonNode succeed(Caller caller, String mutation) {
    String body =
        graphQl(
                caller,
                "mutation { result: %s { success ticket { id reference } event { comment { id } } } }"
                    .formatted(mutation))
            .body();
    JsonNode payload = JSON.readTree(body).at("/data/result");
    if (!payload.path("success").asBoolean(false)) {
      throw new AssertionError(mutation + " gave " + body);
    }
    return payload;
  }

  private record Ticket(String id, String reference) {}

  /**
   * What is called on.
   *
   * @param names what the names in calls stand for
   */
  record Thing(Map<String, String> names) {

    /** Stands in the ticket's title. */
    String mark() {
      return names.getOrDefault("mark", "");
    }

    /** Stands in the ticket's internal comment. */
    String secret() {
      return names.getOrDefault("secret", "");
    }

    /** What an answer must have in it to show what is called on, or what was found by it. */
    String sought(Row row) {
      return row.on().equals("internal") && !row.call().contains("$secret") ? secret() : mark();
    }

    /** The same with one more name. */
    Thing with(String name, String value) {
      Map<String, String> more = new HashMap<>(names);
      more.put(name, value);
      return new Thing(more);
    }

    /** A call with the names replaced, as GraphQL texts. */
    String inGraphQl(String call) {
      return replaced(call, "\"", false);
    }

    /** A path with the names replaced. */
    String inPath(String path) {
      return replaced(path, "", true);
    }

    private String replaced(String text, String quote, boolean encoded) {
      String result = text;
      for (Map.Entry<String, String> name : names.entrySet()) {
        String value =
            encoded ? URLEncoder.encode(name.getValue(), StandardCharsets.UTF_8) : name.getValue();
        result = result.replaceAll("\\$" + name.getKey() + "\\b", quote + value + quote);
      }
      if (result.contains("$")) {
        throw new AssertionError("nothing is prepared for a name in " + result);
      }
      return result;
    }
  }
}
