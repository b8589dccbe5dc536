package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.graphql.TestSocket.Close;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/**
 * Every clause of <a href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">GraphQL
 * over WebSocket Protocol</a>; the quotations are its text as of graphql-ws 6.
 */
class TransportWsProtocolTests {

  private ProtocolServer server = new ProtocolServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void limits(java.util.function.Consumer<ProtocolServer.Limits> change) {
    server.close();
    server =
        new ProtocolServer(
            limits -> {
              change.accept(limits);
              return limits;
            });
  }

  // "The WebSocket sub-protocol for this specification is: graphql-transport-ws."
  @Test
  void refusesAHandshakeWithoutTheSubprotocol() {
    try (TestSocket socket = TestSocket.open(server.uri(), List.of(), Map.of())) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(4406, "Subprotocol not acceptable"));
    }
    assertThat(
            server
                .meters
                .get("ticketstream.gateway.closes")
                .tags("code", "4406", "reason", "subprotocol")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            server
                .meters
                .get("ticketstream.gateway.inits")
                .tag("outcome", "subprotocol_not_acceptable")
                .counter()
                .count())
        .isEqualTo(1);
  }

  // "If the client does not request a connection within the allowed timeout, the server will close
  // the socket with the event: 4408: Connection initialisation timeout."
  @Test
  void closesASocketThatIsNotInitialisedInTime() {
    limits(limits -> limits.initTimeout = Duration.ofMillis(200));
    try (TestSocket socket = server.socket()) {
      assertThat(socket.awaitClose())
          .isEqualTo(new Close(4408, "Connection initialisation timeout"));
    }
  }

  // "Expected response to the ConnectionInit message from the client acknowledging a successful
  // connection with the server."
  @Test
  void acknowledgesTheConnection() {
    try (TestSocket socket = server.socket().init("alice")) {
      assertThat(socket.next("connection_ack")).containsKey("payload");
    }
  }

  // "Client immediately dispatches a ConnectionInit message optionally providing a payload as
  // agreed
  // with the server"
  @Test
  void losesNoMessageThatComesImmediatelyAfterTheHandshake() {
    for (int i = 0; i < 300; i++) {
      try (TestSocket socket = server.socket()) {
        socket.connected("user" + i);
      }
    }
  }

  // "If the server receives more than one ConnectionInit message at any given time, the server will
  // close the socket with the event 4429: Too many initialisation requests."
  @Test
  void closesOnASecondInitialisation() {
    try (TestSocket socket = server.connected("alice").init("alice")) {
      assertThat(socket.awaitClose())
          .isEqualTo(new Close(4429, "Too many initialisation requests"));
    }
  }

  @Test
  void closesOnASecondInitialisationWhileTheFirstIsBeingChecked() {
    try (TestSocket socket = server.socket().init("pending").init("alice")) {
      assertThat(socket.awaitClose().code()).isEqualTo(4429);
    }
  }

  // "If the server wishes to reject the connection, for example during authentication, it is
  // recommended to close the socket with 4403: Forbidden."
  @Test
  void closesWhenTheTokenIsRefused() {
    try (TestSocket socket = server.socket().init("bad")) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(4403, "The token was refused"));
      assertThat(socket.unread()).isEmpty();
    }
  }

  // "Executing operations is allowed only after the server has acknowledged the connection through
  // the ConnectionAck message, if the connection is not acknowledged, the socket will be closed
  // immediately with the event 4401: Unauthorized."
  @Test
  void closesOnAnOperationBeforeTheAcknowledgement() {
    try (TestSocket socket = server.socket().subscribe("1", "single")) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(4401, "Unauthorized"));
    }
  }

  @Test
  void closesOnAnOperationWhileTheTokenIsBeingChecked() {
    try (TestSocket socket = server.socket().init("pending").subscribe("1", "single")) {
      assertThat(socket.awaitClose().code()).isEqualTo(4401);
      assertThat(socket.unread()).isEmpty();
    }
  }

  // "A Pong must be sent in response from the receiving party as soon as possible. The Ping message
  // can be sent at any time within the established socket."
  @Test
  void answersAPingBeforeAndAfterTheAcknowledgement() {
    try (TestSocket socket = server.socket()) {
      socket.send("{\"type\":\"ping\"}").next("pong");
      socket.connected("alice");
      socket.send("{\"type\":\"ping\",\"payload\":{\"some\":1}}").next("pong");
      socket.send("{\"type\":\"ping\",\"payload\":null}").next("pong");
    }
  }

  // "Furthermore, the Pong message may even be sent unsolicited as an unidirectional heartbeat."
  @Test
  void takesAnUnsolicitedPong() {
    try (TestSocket socket = server.socket().send("{\"type\":\"pong\",\"payload\":{}}")) {
      socket.connected("alice");
    }
  }

  // "Useful for detecting failed connections, displaying latency metrics or other types of network
  // probing."
  @Test
  void pingsAndKeepsAClientThatAnswers() {
    limits(
        limits -> {
          limits.pingInterval = Duration.ofMillis(100);
          limits.pongTimeout = Duration.ofSeconds(5);
        });
    try (TestSocket socket = server.connected("alice")) {
      for (int i = 0; i < 3; i++) {
        assertThat(socket.nextRaw()).isEqualTo(Map.of("type", "ping"));
        socket.send("{\"type\":\"pong\"}");
      }
      assertThat(socket.isOpen()).isTrue();
    }
  }

  @Test
  void closesRetryablyWhenAPingIsNotAnswered() {
    limits(
        limits -> {
          limits.pingInterval = Duration.ofMillis(50);
          limits.pongTimeout = Duration.ofMillis(200);
        });
    try (TestSocket socket = server.connected("alice")) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(4499, "No pong in time"));
    }
  }

  // "If there is already an active subscriber for an operation matching the provided ID, regardless
  // of the operation type, the server must close the socket immediately with the event 4409:
  // Subscriber for <unique-operation-id> already exists."
  @ParameterizedTest
  @ValueSource(strings = {"stream:a", "never", "single"})
  void closesOnADuplicateOperationId(String second) {
    try (TestSocket socket =
        server.connected("alice").subscribe("x", "stream:a").subscribe("x", second)) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(4409, "Subscriber for x already exists"));
    }
  }

  @Test
  void closesOnTheIdOfAnOperationThatIsStillBeingExecuted() {
    try (TestSocket socket =
        server.connected("alice").subscribe("x", "never").subscribe("x", "single")) {
      assertThat(socket.awaitClose().code()).isEqualTo(4409);
    }
  }

  // "The server needs only keep track of IDs for as long as the subscription is active. Once a
  // client completes an operation, it is free to re-use that ID."
  @Test
  void letsAnIdBeUsedAgain() {
    try (TestSocket socket = server.connected("alice")) {
      socket.subscribe("x", "stream:a").complete("x").subscribe("x", "single");
      assertThat(socket.next("next")).containsEntry("id", "x");
      socket.next("complete");
      socket.subscribe("x", "single");
      socket.next("next");
      socket.next("complete");
    }
  }

  // "Operation execution result(s) from the source stream created by the binding Subscribe message.
  // After all results have been emitted, the Complete message will follow indicating stream
  // completion."
  @Test
  void sendsAllResultsInOrderAndThenCompletes() {
    try (TestSocket socket = server.connected("alice").subscribe("1", "stream:a")) {
      awaitOperations(1);
      for (int i = 0; i < 500; i++) {
        server.stream("a").emitNext("e" + i, Sinks.EmitFailureHandler.FAIL_FAST);
      }
      server.stream("a").emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
      for (int i = 0; i < 500; i++) {
        assertThat(socket.next())
            .isEqualTo(
                Map.of(
                    "id",
                    "1",
                    "type",
                    "next",
                    "payload",
                    Map.of("data", Map.of("event", "e" + i))));
      }
      assertThat(socket.next()).isEqualTo(Map.of("id", "1", "type", "complete"));
    }
  }

  // "Multiple operations identified with separate IDs can be active at any time and their messages
  // can be interleaved on the connection."
  @Test
  void servesSeveralOperationsAtATime() {
    try (TestSocket socket =
        server.connected("alice").subscribe("a", "stream:a").subscribe("b", "stream:b")) {
      awaitOperations(2);
      server.stream("b").emitNext("1", Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(socket.next("next")).containsEntry("id", "b");
      server.stream("a").emitNext("2", Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(socket.next("next")).containsEntry("id", "a");
    }
  }

  // "Operation execution error(s) in response to the Subscribe message. … This message terminates
  // the operation and no further messages will be sent." and "If the server dispatched the Error
  // message relative to the original Subscribe message, no Complete message will be emitted."
  @ParameterizedTest
  @ValueSource(strings = {"refused", "broken"})
  void tellsErrorsAndNothingAfterThem(String query) {
    try (TestSocket socket = server.connected("alice").subscribe("1", query)) {
      assertThat(socket.next("error")).containsEntry("id", "1").containsKey("payload");
      socket.send("{\"type\":\"ping\"}");
      assertThat(socket.next()).containsEntry("type", "pong");
      assertThat(socket.isOpen()).isTrue();
    }
  }

  // "Client -> Server indicates that the client has stopped listening and wants to complete the
  // subscription. No further events, relevant to the original subscription, should be sent
  // through."
  @Test
  void sendsNothingAfterTheClientCompletes() {
    try (TestSocket socket = server.connected("alice").subscribe("1", "stream:a")) {
      awaitOperations(1);
      socket.complete("1").send("{\"type\":\"ping\"}").next("pong");
      assertThat(server.stream("a").currentSubscriberCount()).isZero();
      awaitOperations(0);
    }
  }

  // "Even if the client sent a Complete message for a single-result-operation before it resolved,
  // the result should not be sent through once it does."
  @Test
  void forgetsAResultThatTheClientNoLongerWants() {
    try (TestSocket socket =
        server.connected("alice").subscribe("1", "never").complete("1").subscribe("2", "single")) {
      assertThat(socket.next("next")).containsEntry("id", "2");
      awaitOperations(0);
    }
  }

  // "Both client and server must therefore be prepared to receive (and ignore) messages for
  // operations that they consider already completed." and "It is permissable to simply ignore all
  // unknown IDs without closing the connection."
  @Test
  void ignoresTheCompletionOfAnUnknownOperation() {
    try (TestSocket socket = server.connected("alice").complete("nobody")) {
      socket.subscribe("1", "single").next("next");
      socket.next("complete");
      socket.complete("1").send("{\"type\":\"ping\"}").next("pong");
    }
  }

  // "A single result operation is identical to a streaming operation except that at most one Next
  // message is sent."
  @Test
  void answersASingleResultOperation() {
    try (TestSocket socket = server.connected("alice").subscribe("1", "single")) {
      assertThat(socket.next())
          .isEqualTo(
              Map.of("id", "1", "type", "next", "payload", Map.of("data", Map.of("me", "alice"))));
      assertThat(socket.next()).isEqualTo(Map.of("id", "1", "type", "complete"));
    }
  }

  // "Receiving a message of a type or format which is not specified in this document will result in
  // an immediate socket closure with the event 4400: <error-message>."
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "null",
        "\"connection_init\"",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"start\"}",
        "{\"type\":\"connection_ack\"}",
        "{\"type\":\"next\",\"id\":\"1\"}",
        "{\"type\":\"ping\",\"payload\":7}",
        "{\"type\":\"pong\",\"payload\":[]}",
        "{\"type\":\"connection_init\",\"payload\":\"token\"}",
        "{\"type\":\"subscribe\",\"payload\":{\"query\":\"single\"}}",
        "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"single\"}}",
        "{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"single\"}}",
        "{\"type\":\"subscribe\",\"id\":\"1\"}",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":7}}",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"q\",\"operationName\":7}}",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"q\",\"variables\":[]}}",
        "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"q\",\"extensions\":1}}",
        "{\"type\":\"complete\"}",
        "{\"type\":\"ping\"} trailing"
      })
  void closesOnAnInvalidMessage(String message) {
    try (TestSocket socket = server.connected("alice").send(message)) {
      Close close = socket.awaitClose();
      assertThat(close.code()).isEqualTo(4400);
      assertThat(close.reason()).isNotBlank();
    }
  }

  @Test
  void closesOnABinaryMessage() {
    try (TestSocket socket = server.connected("alice").sendBinary(new byte[] {1})) {
      assertThat(socket.awaitClose())
          .isEqualTo(new Close(4400, "Only text messages are supported"));
    }
  }

  @Test
  void closesOnAMessageThatIsTooLarge() {
    try (TestSocket socket = server.connected("alice").send(pingOfLength(64 * 1024 + 1))) {
      assertThat(socket.awaitClose())
          .isEqualTo(new Close(4400, "Message is larger than 65536 bytes"));
    }
  }

  /** One byte too many, so that it takes the last fragment to see it: nothing is sent after it. */
  @Test
  void closesOnFragmentsThatAreTooLargeTogether() {
    try (TestSocket socket =
        server.connected("alice").sendFragmented(pingOfLength(64 * 1024 + 1))) {
      assertThat(socket.awaitClose())
          .isEqualTo(new Close(4400, "Message is larger than 65536 bytes"));
    }
  }

  @Test
  void takesTheLargestMessageAllowedWholeOrInFragments() {
    try (TestSocket socket = server.connected("alice")) {
      socket.send(pingOfLength(64 * 1024)).next("pong");
      socket.sendFragmented(pingOfLength(64 * 1024)).next("pong");
    }
  }

  // "The client closes the socket and the connection by dispatching a 1000: Normal Closure close
  // event to the server indicating a normal closure."
  @Test
  void releasesEverythingWhenTheClientGoes() {
    TestSocket socket = server.connected("alice").subscribe("1", "stream:a");
    awaitOperations(1);
    socket.close();
    awaitOperations(0);
    await().untilAsserted(() -> assertThat(server.sessions.size()).isZero());
    await().untilAsserted(() -> assertThat(server.stream("a").currentSubscriberCount()).isZero());
  }

  private static String pingOfLength(int length) {
    String frame = "{\"type\":\"ping\",\"payload\":{\"x\":\"\"}}";
    return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"");
  }

  private void awaitOperations(int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(server.meters.get("ticketstream.gateway.operations").gauge().value())
                    .isEqualTo(count));
  }
}
