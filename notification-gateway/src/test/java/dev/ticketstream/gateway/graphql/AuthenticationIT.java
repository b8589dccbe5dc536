package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.graphql.TestSocket.Close;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a connection, and with which close code the others do not. */
class AuthenticationIT extends RunningGateway {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Authorization\":\"Bearer %s\"}",
        "{\"authorization\":\"bearer %s\"}",
        "{\"AUTHORIZATION\":\"Bearer %s\"}",
        "{\"authToken\":\"%s\"}",
        "{\"authtoken\":\"%s\"}"
      })
  void acceptsATokenHoweverItIsSent(String payload) {
    try (TestSocket socket = socket()) {
      socket
          .send(
              "{\"type\":\"connection_init\",\"payload\":%s}".formatted(payload.formatted(alice())))
          .next("connection_ack");
    }
  }

  static List<String> badTokens() {
    return List.of(
        "no token at all",
        "a.b.c",
        ISSUER.token("alice").expiresAt(Instant.now().minusSeconds(3600)).sign(),
        ISSUER.token("alice").expiresAt(Instant.now().minusSeconds(1)).sign(),
        ISSUER.token("alice").audience("another-service").sign(),
        ISSUER.token("alice").issuer("http://localhost:1/other").sign(),
        ISSUER.token("alice").wrongKey().sign(),
        // {"alg":"none"} {"sub":"admin"}
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.");
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void refusesABadTokenWithNothingSent(String token) {
    try (TestSocket socket = socket().init(token)) {
      Close close = socket.awaitClose();
      assertThat(close.code()).isEqualTo(4403);
      assertThat(close.reason()).startsWith("The token");
      assertThat(socket.unread()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"connection_init\"}",
        "{\"type\":\"connection_init\",\"payload\":{}}",
        "{\"type\":\"connection_init\",\"payload\":null}",
        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":7}}",
        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Basic YTpi\"}}",
        "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"e30.e30.e30\"}}"
      })
  void refusesAConnectionWithoutAToken(String init) {
    try (TestSocket socket = socket().send(init)) {
      assertThat(socket.awaitClose())
          .isEqualTo(
              new Close(
                  4403,
                  "No token: send {\"Authorization\": \"Bearer …\"} or {\"authToken\": \"…\"}"));
      assertThat(socket.unread()).isEmpty();
    }
  }

  @Test
  void closesWhenTheTokenExpires() {
    String shortLived = ISSUER.token("alice").expiresAt(Instant.now().plusSeconds(2)).sign();
    try (TestSocket socket = socket().init(shortLived)) {
      socket.next("connection_ack");
      assertThat(socket.nextRaw()).containsEntry("type", "ping").containsKey("payload");
      assertThat(socket.awaitClose()).isEqualTo(new Close(4403, "The token has expired"));
    }
  }

  @Test
  void goesOnWithAFreshToken() {
    String shortLived =
        ISSUER
            .token("alice")
            .roles("agent")
            .teams("first-line")
            .expiresAt(Instant.now().plusSeconds(2))
            .sign();
    try (TestSocket socket = socket().init(shortLived)) {
      socket.next("connection_ack");
      socket.send(
          "{\"type\":\"ping\",\"payload\":{\"Authorization\":\"Bearer %s\"}}".formatted(alice()));
      assertThat(socket.next("pong")).containsKey("payload");
      org.awaitility.Awaitility.await()
          .during(java.time.Duration.ofSeconds(3))
          .until(socket::isOpen);
    }
  }
}
