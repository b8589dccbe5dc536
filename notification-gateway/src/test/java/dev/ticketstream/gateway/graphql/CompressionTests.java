package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.gateway.wire.RawSocket.BINARY;
import static dev.ticketstream.gateway.wire.RawSocket.CONTINUATION;
import static dev.ticketstream.gateway.wire.RawSocket.FIN;
import static dev.ticketstream.gateway.wire.RawSocket.OFFER;
import static dev.ticketstream.gateway.wire.RawSocket.PING;
import static dev.ticketstream.gateway.wire.RawSocket.RSV1;
import static dev.ticketstream.gateway.wire.RawSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.wire.Deflate;
import dev.ticketstream.gateway.wire.RawSocket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** {@code permessage-deflate} (RFC 7692) on the WebSocket endpoint alone. */
class CompressionTests {

  private static final int MESSAGE_MAX = 64 * 1024;
  private static final String ANSWER = "sec-websocket-extensions";
  private static final String PING_MESSAGE = "{\"type\":\"ping\"}";

  private ProtocolServer server =
      new ProtocolServer(
          limits -> {
            limits.compression = true;
            return limits;
          });

  @AfterEach
  void stop() {
    server.close();
  }

  private RawSocket compressed() throws IOException {
    return RawSocket.connected(server.port(), "alice", OFFER);
  }

  private static RawSocket subscribed(RawSocket socket, String query) throws IOException {
    return socket.text(subscribe(query));
  }

  private static String subscribe(String query) {
    return "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}".formatted(query);
  }

  @Test
  void agreesWithoutContextTakeover() throws IOException {
    try (RawSocket socket = compressed()) {
      assertThat(socket.handshake().toLowerCase(java.util.Locale.ROOT))
          .contains(
              ANSWER
                  + ": permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                  + "\r\n");
    }
  }

  @Test
  void agreesOnNothingWhenItIsNotEnabledOrNotOffered() throws IOException {
    try (RawSocket socket = RawSocket.connected(server.port(), "alice")) {
      assertThat(socket.handshake().toLowerCase(java.util.Locale.ROOT)).doesNotContain(ANSWER);
      subscribed(socket, "big:1").awaitText("next");
      assertThat(socket.compressedMessages()).isZero();
    }
    server.close();
    server = new ProtocolServer();
    try (RawSocket socket = compressed()) {
      assertThat(socket.handshake().toLowerCase(java.util.Locale.ROOT)).doesNotContain(ANSWER);
      subscribed(socket, "big:1").awaitText("next");
      assertThat(socket.compressedMessages()).isZero();
      socket.compressedText(PING_MESSAGE);
      assertThat(socket.awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void sendsTheSameTextCompressedAsNot() throws IOException {
    try (RawSocket plain = RawSocket.connected(server.port(), "alice");
        RawSocket socket = compressed()) {
      String expected = subscribed(plain, "big:1").awaitText("\"next\"");
      assertThat(subscribed(socket, "big:1").awaitText("\"next\"")).isEqualTo(expected);
      assertThat(socket.compressedMessages()).isEqualTo(1);
      assertThat(socket.messageBytes()).isLessThan(plain.messageBytes() / 10);
      // Counted when the round is over, which a client may see before.
      await()
          .untilAsserted(
              () ->
                  assertThat(counted("bytes.saved"))
                      .isGreaterThanOrEqualTo(plain.messageBytes() - socket.messageBytes()));
    }
  }

  @Test
  void sendsSmallResultsAndAllElseAsTheyAre() throws IOException {
    try (RawSocket socket = compressed()) {
      subscribed(socket, "single").awaitText("\"next\"");
      socket.awaitText("\"complete\"");
      socket.text(PING_MESSAGE).awaitText("\"pong\"");
      subscribed(socket, "refused").awaitText("\"error\"");
      assertThat(socket.compressedMessages()).isZero();
      assertThat(counted("payloads.compressed")).isZero();
    }
  }

  @Test
  void takesCompressedMessagesAndOthers() throws IOException {
    try (RawSocket socket = compressed()) {
      socket.compressedText(subscribe("stream:x"));
      await().until(() -> server.stream("x").currentSubscriberCount() == 1);
      socket.text(PING_MESSAGE).awaitText("\"pong\"");
      socket.compressedText(PING_MESSAGE).awaitText("\"pong\"");
      String event = "e".repeat(1_000);
      server.stream("x").emitNext(event, Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(socket.awaitText("\"next\"")).contains(event);
    }
  }

  @Test
  void takesACompressedMessageInFragmentsWithControlFramesBetween() throws IOException {
    try (RawSocket socket = compressed()) {
      byte[] message = Deflate.deflated(PING_MESSAGE.getBytes(UTF_8));
      socket.frame(RSV1 | TEXT, new byte[0]);
      for (byte each : message) {
        socket.frame(FIN | PING, new byte[] {each});
        socket.frame(CONTINUATION, new byte[] {each});
      }
      socket.frame(FIN | CONTINUATION, new byte[0]);
      assertThat(socket.awaitText("\"pong\"")).isNotEmpty();
    }
  }

  @Test
  void takesACompressedMessageOfTheLargestSize() throws IOException {
    try (RawSocket socket = compressed()) {
      int rest = MESSAGE_MAX - "{\"type\":\"ping\",\"payload\":{\"a\":\"\"}}".length();
      String message = "{\"type\":\"ping\",\"payload\":{\"a\":\"%s\"}}".formatted("x".repeat(rest));
      assertThat(message).hasSize(MESSAGE_MAX);
      assertThat(socket.compressedText(message).awaitText("\"pong\"")).isNotEmpty();
      socket.compressedText(message + " ");
      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MESSAGE_MAX + 1, 1_000_000, 60_000_000})
  void closesOnABomb(int size) throws IOException {
    byte[] bomb = Deflate.deflated(new byte[size]);
    try (RawSocket bystander = compressed();
        RawSocket whole = compressed();
        RawSocket inFragments = compressed();
        RawSocket unauthenticated = RawSocket.open(server.port(), OFFER)) {
      assertThat(bomb.length).isLessThan(MESSAGE_MAX);
      whole.frame(FIN | RSV1 | TEXT, bomb);
      unauthenticated.frame(FIN | RSV1 | TEXT, bomb);
      int half = bomb.length / 2;
      inFragments.frame(RSV1 | TEXT, Arrays.copyOf(bomb, half));
      inFragments.frame(FIN | CONTINUATION, Arrays.copyOfRange(bomb, half, bomb.length));
      for (RawSocket socket : List.of(whole, unauthenticated, inFragments)) {
        assertThat(socket.awaitClose()).isEqualTo(1009);
        socket.awaitEnd();
      }
      bystander.compressedText(PING_MESSAGE).awaitText("\"pong\"");
      assertThat(closes("1009", "inflated_too_large")).isEqualTo(3);
    }
  }

  @Test
  void closesOnWhatCannotBeInflated() throws IOException {
    try (RawSocket socket = compressed()) {
      socket.frame(FIN | RSV1 | TEXT, PING_MESSAGE.getBytes(UTF_8));
      assertThat(socket.awaitClose()).isEqualTo(1007);
      assertThat(closes("1007", "corrupt_compression")).isEqualTo(1);
    }
  }

  @Test
  void closesAsItDoesWithoutCompressionOnOtherFaults() throws IOException {
    try (RawSocket binary = compressed();
        RawSocket notUtf8 = compressed();
        RawSocket tooLong = compressed();
        RawSocket notFirst = compressed()) {
      binary.frame(FIN | RSV1 | BINARY, Deflate.deflated(PING_MESSAGE.getBytes(UTF_8)));
      notUtf8.frame(FIN | RSV1 | TEXT, Deflate.deflated(new byte[] {'"', (byte) 0xc3, '"'}));
      tooLong.frame(FIN | RSV1 | TEXT, new byte[MESSAGE_MAX + 1]);
      notFirst.frame(TEXT, PING_MESSAGE.getBytes(UTF_8));
      notFirst.frame(FIN | RSV1 | CONTINUATION, new byte[] {0});
      assertThat(binary.awaitClose()).isEqualTo(4400);
      assertThat(notUtf8.awaitClose()).isEqualTo(4400);
      assertThat(tooLong.awaitClose()).isEqualTo(4400);
      assertThat(notFirst.awaitClose()).isEqualTo(1002);
    }
  }

  private double counted(String name) {
    return server.meters.get("ticketstream.gateway." + name).counter().count();
  }

  private double closes(String code, String reason) {
    return server
        .meters
        .get("ticketstream.gateway.closes")
        .tags("code", code, "reason", reason)
        .counter()
        .count();
  }
}
