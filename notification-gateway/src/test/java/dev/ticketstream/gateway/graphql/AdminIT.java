package dev.ticketstream.gateway.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What admins may do at the gateway, and that nobody else may. */
class AdminIT extends RunningGateway {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static String token(String role) {
    return switch (role) {
      case "admin" -> admin();
      case "agent" -> alice();
      case "customer" -> carol();
      default -> throw new IllegalArgumentException(role);
    };
  }

  /** Every field of Query and Mutation, by role; a new field needs its rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          me         | { me { id } }                                           | admin    | allowed
          me         | { me { id } }                                           | agent    | allowed
          me         | { me { id } }                                           | customer | allowed
          connections | { connections { totals { connections } } }             | admin    | allowed
          connections | { connections { totals { connections } } }             | agent    | FORBIDDEN
          connections | { connections { totals { connections } } }             | customer | FORBIDDEN
          revokeUser | mutation { revokeUser(userId: "nobody") { userId } }    | admin    | allowed
          revokeUser | mutation { revokeUser(userId: "nobody") { userId } }    | agent    | FORBIDDEN
          revokeUser | mutation { revokeUser(userId: "nobody") { userId } }    | customer | FORBIDDEN
          """)
  void allowsEachRoleWhatItMayDo(String field, String document, String role, String outcome)
      throws Exception {
    String body = post(token(role), document);
    if (outcome.equals("allowed")) {
      assertThat(body).startsWith("{\"data\":{\"" + field).doesNotContain("errors");
    } else {
      assertThat(body).contains("\"code\":\"" + outcome + "\"").doesNotContain("nobody");
    }
  }

  @Test
  void theTableAboveHasEveryQueryAndMutation() throws IOException {
    String schema =
        new String(
            requireNonNull(AdminIT.class.getResourceAsStream("/graphql/schema.graphqls"))
                .readAllBytes(),
            UTF_8);
    assertThat(fields(schema, "Query")).containsExactlyInAnyOrder("me", "connections");
    assertThat(fields(schema, "Mutation")).containsExactlyInAnyOrder("revokeUser");
  }

  private static List<String> fields(String schema, String type) {
    return new SchemaParser()
            .parse(schema)
            .getType(type, ObjectTypeDefinition.class)
            .orElseThrow()
            .getFieldDefinitions()
            .stream()
            .map(FieldDefinition::getName)
            .toList();
  }

  @Test
  void showsWhatIsConnected() throws Exception {
    try (TestSocket socket =
        TestSocket.open(
            webSocketUri(),
            List.of("graphql-transport-ws"),
            Map.of("Origin", "http://console.example", "User-Agent", "x".repeat(500)))) {
      socket.connected(ISSUER.token("trent").sign());
      socket.subscribe("1", "subscription { myTicketUpdates { version } }");
      awaitSubscriptions(1);
      assertThat(connections(1, null, "trent"))
          .contains(
              "\"protocol\":\"WEBSOCKET\"",
              "\"userId\":\"trent\"",
              "\"origin\":\"http://console.example\"",
              "\"userAgent\":\"" + "x".repeat(200) + "\"",
              "\"operations\":1",
              "\"heldBack\":0",
              "\"queuedBytes\":0.0",
              "\"overBound\":false",
              "\"lastWrittenAt\":\"20",
              "\"hasNextPage\":false");
      assertThat(connections(1, null, "nobody")).contains("\"nodes\":[]", "\"endCursor\":null");
    }
    awaitSubscriptions(0);
  }

  @Test
  void showsConnectionsAPageAtATime() throws Exception {
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sockets.add(socket().connected(ISSUER.token("victor").sign()));
    }
    List<String> seen = new ArrayList<>();
    String after = null;
    for (int page = 0; page < 3; page++) {
      JsonNode body =
          JsonMapper.shared().readTree(connections(2, after, "victor")).at("/data/connections");
      body.path("nodes").forEach(node -> seen.add(node.path("id").asString()));
      assertThat(body.path("hasNextPage").asBoolean()).isEqualTo(page < 2);
      assertThat(body.at("/totals/connections").asInt()).isGreaterThanOrEqualTo(5);
      after = body.path("endCursor").asString();
    }
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    sockets.forEach(TestSocket::close);
  }

  @Test
  void refusesAPageThatIsTooLargeOrUnknown() throws Exception {
    assertThat(connections(101, null, null)).contains("INVALID_INPUT", "1 to 100");
    assertThat(connections(0, null, null)).contains("INVALID_INPUT", "1 to 100");
    assertThat(connections(1, "x", null)).contains("INVALID_INPUT", "endCursor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ connections(first: 0) { instance } }",
        "{ connections(first: 101) { instance } }",
        "{ connections(after: \"x\") { instance } }",
        "mutation { revokeUser(userId: \"\") { userId } }",
        "mutation { revokeUser(userId: \"a\", issuedUntil: \"2999-01-01T00:00:00Z\") { userId } }",
        "mutation { revokeUser(userId: \"nowhere\") { userId } }"
      })
  void refusesWithOneErrorThatNamesTheField(String document) throws Exception {
    String field = document.contains("connections") ? "connections" : "revokeUser";
    for (String token : List.of(admin(), alice())) {
      JsonNode errors = JsonMapper.shared().readTree(post(token, document)).path("errors");
      assertThat(errors).as("%s", errors).hasSize(1);
      assertThat(errors.path(0).path("path").toString()).isEqualTo("[\"" + field + "\"]");
      assertThat(errors.path(0).path("locations")).hasSize(1);
      assertThat(errors.at("/0/extensions/code").asString()).isNotEqualTo("INTERNAL_ERROR");
    }
  }

  private String connections(int first, @Nullable String after, @Nullable String userId)
      throws IOException, InterruptedException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("first", first);
    variables.put("after", after);
    variables.put("userId", userId);
    return send(
            admin(),
            """
            query ($first: Int!, $after: String, $userId: String) {
              connections(first: $first, after: $after, userId: $userId) {
                instance
                totals { connections users operations heldBack queuedBytes overBound }
                nodes {
                  id protocol userId connectedAt tokenExpiresAt origin userAgent operations heldBack
                  queuedBytes overBound lastWrittenAt
                }
                endCursor
                hasNextPage
              }
            }
            """,
            variables)
        .body();
  }

  @Test
  void revokesOverASocketAsWell() {
    try (TestSocket socket = socket().connected(alice())) {
      socket.subscribe("1", "mutation { revokeUser(userId: \"nobody\") { userId } }");
      assertThat(socket.next().toString()).contains("FORBIDDEN");
    }
  }

  @Test
  void closesTheConnectionsOfARevokedUserAndRefusesTheirTokens() throws Exception {
    String old = ISSUER.token("mallory").sign();
    String other = ISSUER.token("malcolm").sign();
    try (TestSocket mallory = socket().connected(old);
        TestSocket malcolm = socket().connected(other)) {
      assertThat(
              post(
                  admin(),
                  "mutation { revokeUser(userId: \"mallory\") { userId issuedUntil revokedBy } }"))
          .contains("\"userId\":\"mallory\"", "\"revokedBy\":\"admin\"");
      assertThat(mallory.awaitClose().code()).isEqualTo(4403);
      assertThat(malcolm.isOpen()).isTrue();
    }
    assertThat(send(old, "{ me { id } }").statusCode()).isEqualTo(401);
    String fresh = ISSUER.token("mallory").issuedAt(Instant.now().plusSeconds(2)).sign();
    assertThat(post(fresh, "{ me { id } }")).contains("mallory");
  }

  @Test
  void refusesARevocationThatMakesNoSense() throws Exception {
    assertThat(revoke("alice", Instant.now().plusSeconds(60).toString()))
        .contains("INVALID_INPUT", "future");
    assertThat(revoke(" ", null)).contains("INVALID_INPUT", "userId");
    assertThat(revoke("a\nb", null)).contains("INVALID_INPUT", "userId");
    assertThat(revoke("a".repeat(256), null)).contains("INVALID_INPUT", "userId");
    assertThat(revoke("alice", "yesterday")).contains("INVALID_INPUT", "RFC 3339");
    assertThat(post(alice(), "{ me { id } }")).contains("alice");
  }

  @Test
  void tellsTimesInMicrosecondsAtMost() throws Exception {
    assertThat(revoke("nobody", "2026-03-01T09:30:00.123456789Z"))
        .contains("\"issuedUntil\":\"2026-03-01T09:30:00.123456Z\"");
  }

  @Test
  void takesATimeOfAnyOffset() throws Exception {
    assertThat(revoke("nobody", "2026-03-01T10:30:00+01:00"))
        .contains("\"issuedUntil\":\"2026-03-01T09:30:00Z\"");
  }

  @Test
  void saysThatARevocationMayBeSentAgain() throws Exception {
    assertThat(revoke("nowhere", null)).contains("\"code\":\"UNAVAILABLE\"", "send it again");
  }

  private String revoke(String userId, @Nullable String issuedUntil)
      throws IOException, InterruptedException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("userId", userId);
    variables.put("issuedUntil", issuedUntil);
    return send(
            admin(),
            """
            mutation ($userId: String!, $issuedUntil: DateTime) {
              revokeUser(userId: $userId, issuedUntil: $issuedUntil) { issuedUntil }
            }
            """,
            variables)
        .body();
  }

  private String post(String token, String query) throws IOException, InterruptedException {
    return send(token, query).body();
  }

  private HttpResponse<String> send(String token, String query)
      throws IOException, InterruptedException {
    return send(token, query, Map.of());
  }

  private HttpResponse<String> send(String token, String query, Map<String, Object> variables)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(httpUri("/graphql"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonMapper.shared()
                        .writeValueAsString(Map.of("query", query, "variables", variables))))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
