package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void takesATimeOfAnyOffset() throws Exception {
    assertThat(revoke("nobody", "2026-03-01T10:30:00+01:00"))
        .contains("\"issuedUntil\":\"2026-03-01T09:30:00Z\"");
  }

  @Test
  void saysThatARevocationMayBeSentAgain() throws Exception {
    assertThat(revoke("nowhere", null)).contains("\"code\":\"UNAVAILABLE\"", "send it again");
  }

  private String revoke(String userId, @org.jspecify.annotations.Nullable String issuedUntil)
      throws IOException, InterruptedException {
    Map<String, Object> variables = new java.util.HashMap<>();
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
