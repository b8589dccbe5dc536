package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ticketstream.gateway.graphql.TestSocket.Close;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** What bounds a connection, a user and an instance, and what happens at the bounds. */
class LimitsTests {

  private ProtocolServer server = new ProtocolServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void limits(Consumer<ProtocolServer.Limits> change) {
    server.close();
    server =
        new ProtocolServer(
            limits -> {
              change.accept(limits);
              return limits;
            });
  }

  @Test
  void refusesOneOperationTooManyAndKeepsTheOthers() {
    limits(limits -> limits.operationsMax = 2);
    try (TestSocket socket =
        server
            .connected("alice")
            .subscribe("a", "stream:x")
            .subscribe("b", "stream:x")
            .subscribe("c", "stream:x")) {
      assertThat(socket.next("error")).containsEntry("id", "c");
      server.stream("x").emitNext("1", Sinks.EmitFailureHandler.FAIL_FAST);
      assertThat(List.of(socket.next("next").get("id"), socket.next("next").get("id")))
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void freesAPlaceWithEveryOperationThatEnds() {
    limits(
        limits -> {
          limits.operationsMax = 2;
          limits.messagesPerSecondMax = 100_000;
        });
    try (TestSocket socket = server.connected("alice").subscribe("keeps", "stream:x")) {
      for (int i = 0; i < 500; i++) {
        socket.subscribe("c" + i, "stream:x").complete("c" + i);
        socket.subscribe("s" + i, "single").next("next");
        socket.next("complete");
        socket.subscribe("r" + i, "refused").next("error");
      }
    }
  }

  @Test
  void refusesOneConnectionTooManyOfAUserRetryably() {
    limits(limits -> limits.connectionsPerUserMax = 2);
    try (TestSocket first = server.connected("alice");
        TestSocket second = server.connected("alice");
        TestSocket third = server.socket().init("alice");
        TestSocket other = server.connected("bob")) {
      assertThat(third.awaitClose())
          .isEqualTo(new Close(1013, "Too many connections of this user"));
      second.leave();
      await().untilAsserted(() -> assertThat(server.sessions.size()).isEqualTo(2));
      try (TestSocket fourth = server.connected("alice")) {
        assertThat(fourth.isOpen() && first.isOpen() && other.isOpen()).isTrue();
      }
    }
  }

  @Test
  void refusesOneConnectionTooManyOfAnInstanceRetryably() {
    limits(limits -> limits.connectionsMax = 1);
    try (TestSocket first = server.connected("alice");
        TestSocket second = server.socket()) {
      assertThat(second.awaitClose()).isEqualTo(new Close(1013, "Too many connections"));
      assertThat(first.isOpen()).isTrue();
    }
    await().untilAsserted(() -> assertThat(server.sessions.size()).isZero());
    server.connected("alice").close();
  }

  @Test
  void readsMessagesNoFasterThanAllowedAndLosesNone() {
    limits(limits -> limits.messagesPerSecondMax = 20);
    try (TestSocket socket = server.connected("alice")) {
      Instant start = Instant.now();
      for (int i = 0; i < 60; i++) {
        socket.send("{\"type\":\"ping\"}");
      }
      for (int i = 0; i < 60; i++) {
        socket.next("pong");
      }
      // 20 at once, the other 40 at 20 a second; the lower bound cannot be undercut by a slow host.
      assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1800));
    }
  }

  @Test
  void forgetsAClientThatIsGoneThoughMuchOfWhatItSentIsNotReadYet() throws IOException {
    limits(limits -> limits.messagesPerSecondMax = 1);
    try (Socket socket = rawConnection("stream:x")) {
      await().until(() -> operations() == 1);
      byte[] pong = frame("{\"type\":\"pong\"}");
      ByteBuffer pongs = ByteBuffer.allocate(100 * pong.length);
      while (pongs.hasRemaining()) {
        pongs.put(pong);
      }
      socket.getOutputStream().write(pongs.array());
      // What is left unread would make the end a reset, which may overtake them.
      assertThat(socket.getInputStream().read()).isPositive();
      socket.getInputStream().skipNBytes(socket.getInputStream().available());
    }
    // At one message a second it would take more than a minute.
    await().atMost(Duration.ofSeconds(20)).until(() -> operations() == 0);
    assertThat(server.sessions.size()).isZero();
    assertThat(closes("client", "client")).isEqualTo(1);
  }

  private double operations() {
    return server.meters.get("ticketstream.gateway.operations").gauge().value();
  }

  @Test
  void producesNoMoreThanAClientReads() throws IOException {
    limits(limits -> limits.slowConsumerTimeout = Duration.ofMinutes(1));
    try (Socket socket = rawConnection("big:100000")) {
      await().until(() -> server.bigPayloadsSent.get() > 0);
      // Settles: 256 KiB in the queue, some results in flight, and what the kernel buffers.
      await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(new Unchanging());
      assertThat(queuedBytes()).isBetween(256.0 * 1024, 1024.0 * 1024);
      assertThat(server.bigPayloadsSent.get()).isLessThan(5_000);
      assertThat(socket.isConnected()).isTrue();
    }
  }

  private final class Unchanging implements java.util.concurrent.Callable<Boolean> {
    private int last = -1;

    @Override
    public Boolean call() {
      int now = server.bigPayloadsSent.get();
      boolean same = now == last;
      last = now;
      return same;
    }
  }

  @Test
  void goesOnWhenASlowClientReadsAgain() {
    try (TestSocket socket = server.connected("alice").subscribe("1", "big:300")) {
      for (int i = 0; i < 300; i++) {
        socket.next("next");
      }
      socket.next("complete");
    }
  }

  @Test
  void closesAClientThatStaysOverTheBound() throws IOException {
    limits(limits -> limits.slowConsumerTimeout = Duration.ofMillis(300));
    try (Socket socket = rawConnection("big:100000")) {
      await().untilAsserted(() -> assertThat(server.sessions.size()).isZero());
      assertThat(closes("4499", "slow_consumer")).isEqualTo(1);
      await().untilAsserted(() -> assertThat(queuedBytes()).isZero());
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void closesAllConnectionsAtAnEvenPaceAndRefusesNewOnes() {
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sockets.add(server.connected("user" + i).subscribe("1", "stream:x"));
    }
    Instant start = Instant.now();
    server.sessions.drain(Duration.ofSeconds(5)).block(Duration.ofSeconds(20));
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(290));
    for (TestSocket socket : sockets) {
      assertThat(socket.awaitClose()).isEqualTo(new Close(1012, "Service restart"));
    }
    try (TestSocket late = server.socket()) {
      assertThat(late.awaitClose().code()).isEqualTo(1012);
    }
  }

  /** RFC 6455, 7.4.1: "1009 … a message that is too big for it to process". */
  @Test
  void closesOnAFrameThatIsOutrageouslyLarge() throws IOException {
    try (Socket socket = rawConnection("never")) {
      socket
          .getOutputStream()
          .write(
              ByteBuffer.allocate(14)
                  .put((byte) 0x81)
                  .put((byte) 0xff)
                  .putLong(4 * 64 * 1024 + 1)
                  .putInt(0)
                  .array());
      assertThat(closeCode(socket.getInputStream())).isEqualTo(1009);
      await().untilAsserted(() -> assertThat(server.sessions.size()).isZero());
    }
    assertThat(closes("1009", "frame_too_large")).isEqualTo(1);
    assertThat(closes("client", "client")).isZero();
  }

  /** With a reserved bit, and without a mask. */
  @ParameterizedTest
  @ValueSource(strings = {"c18000000000", "8100"})
  void countsAFrameThatBreaksTheRules(String frame) throws IOException {
    try (Socket socket = rawConnection("never")) {
      socket.getOutputStream().write(HexFormat.of().parseHex(frame));
      assertThat(closeCode(socket.getInputStream())).isEqualTo(1002);
      await().untilAsserted(() -> assertThat(server.sessions.size()).isZero());
    }
    assertThat(closes("1002", "protocol_error")).isEqualTo(1);
    assertThat(closes("client", "client")).isZero();
  }

  /** Reads short frames up to the one that closes. */
  private static int closeCode(InputStream in) throws IOException {
    while (true) {
      int opcode = in.read() & 0x0f;
      byte[] payload = in.readNBytes(in.read());
      if (opcode == 8) {
        return ByteBuffer.wrap(payload).getShort();
      }
    }
  }

  @Test
  void warnsOfTheTokensExpiryAndThenCloses() {
    try (TestSocket socket = server.connected("alice:1")) {
      Map<String, Object> warning = socket.nextRaw();
      assertThat(warning).containsEntry("type", "ping");
      assertThat(warning.get("payload"))
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
          .containsKey("tokenExpiresAt");
      assertThat(socket.awaitClose()).isEqualTo(new Close(4403, "The token has expired"));
    }
  }

  @Test
  void warnsOfAShortTokensExpiryNotAtOnceButHalfWay() {
    try (TestSocket socket = server.connected("alice:2")) {
      Instant connected = Instant.now();
      assertThat(socket.nextRaw()).containsEntry("type", "ping");
      // The token lives for two seconds at most from then: a lower bound that no load can break.
      assertThat(Duration.between(connected, Instant.now())).isGreaterThan(Duration.ofMillis(500));
    }
  }

  @Test
  void renewsInPlaceWithAFreshTokenOfTheSameUser() {
    try (TestSocket socket = server.connected("alice:2").subscribe("1", "stream:x")) {
      socket.send("{\"type\":\"ping\",\"payload\":{\"authToken\":\"alice:60\"}}");
      assertThat(socket.next("pong")).containsKey("payload");
      await().during(Duration.ofMillis(2500)).atMost(Duration.ofSeconds(10)).until(socket::isOpen);
      server.stream("x").emitNext("1", Sinks.EmitFailureHandler.FAIL_FAST);
      socket.next("next");
    }
  }

  @Test
  void goesOnWithTheOldTokenWhileTheIssuerIsAway() {
    try (TestSocket socket = server.connected("alice:3").subscribe("1", "stream:x")) {
      socket.send("{\"type\":\"ping\",\"payload\":{\"authToken\":\"unchecked\"}}");
      assertThat(socket.next("pong")).doesNotContainKey("payload");
      assertThat(socket.awaitClose()).isEqualTo(new Close(4403, "The token has expired"));
    }
  }

  @Test
  void takesATokenThatIsGoodForCenturies() {
    try (TestSocket socket = server.connected("alice:" + 10_000L * 365 * 24 * 3600)) {
      socket.subscribe("1", "single").next("next");
    }
  }

  @Test
  void closesOnAFreshTokenOfAnotherUserOrWithOtherRightsOrThatIsRefused() {
    Map<String, String> reasons =
        Map.of(
            "bob", "The token is another user's",
            "alice:60:ADMIN", "Roles or teams changed: connect again",
            "bad", "The token was refused");
    reasons.forEach(
        (token, reason) -> {
          try (TestSocket socket = server.connected("alice")) {
            socket.send("{\"type\":\"ping\",\"payload\":{\"authToken\":\"%s\"}}".formatted(token));
            assertThat(socket.awaitClose()).isEqualTo(new Close(4403, reason));
          }
        });
  }

  private double closes(String code, String reason) {
    return server
        .meters
        .get("ticketstream.gateway.closes")
        .tags("code", code, "reason", reason)
        .counter()
        .count();
  }

  @Test
  void countsWhyConnectionsWereClosed() {
    limits(limits -> limits.connectionsPerUserMax = 1);
    try (TestSocket alice = server.connected("alice");
        TestSocket again = server.socket().init("alice");
        TestSocket refused = server.socket().init("bad");
        TestSocket expired = server.connected("bob:0")) {
      again.awaitClose();
      refused.awaitClose();
      expired.awaitClose();
      alice.leave();
    }
    assertThat(closes("1013", "user_full")).isEqualTo(1);
    assertThat(closes("4403", "token_refused")).isEqualTo(1);
    assertThat(closes("4403", "token_expired")).isEqualTo(1);
    await().untilAsserted(() -> assertThat(closes("client", "client")).isEqualTo(1));
  }

  @Test
  void closesTheConnectionsOfARevokedUserAndNoOthers() {
    try (TestSocket alice = server.connected("alice");
        TestSocket second = server.connected("alice");
        TestSocket bob = server.connected("bob")) {
      assertThat(server.sessions.revoke("alice", Instant.now().minusSeconds(60))).isZero();
      assertThat(server.sessions.revoke("alice", Instant.now())).isEqualTo(2);
      assertThat(alice.awaitClose()).isEqualTo(new Close(4403, "The token was revoked"));
      assertThat(second.awaitClose().code()).isEqualTo(4403);
      bob.subscribe("1", "single").next("next");
      assertThat(closes("4403", "user_revoked")).isEqualTo(2);
    }
  }

  private double queuedBytes() {
    return server.meters.get("ticketstream.gateway.queue.bytes").gauge().value();
  }

  /** A client that subscribes and then never reads: a socket with a small buffer and no reader. */
  private Socket rawConnection(String query) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress("localhost", server.port()));
    OutputStream out = socket.getOutputStream();
    out.write(
        """
        GET /graphql HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: graphql-transport-ws

        """
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    readHandshake(socket.getInputStream());
    out.write(frame("{\"type\":\"connection_init\",\"payload\":{\"authToken\":\"alice\"}}"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        server
                            .meters
                            .counter("ticketstream.gateway.inits", "outcome", "acknowledged")
                            .count())
                    .isEqualTo(1));
    out.write(
        frame(
            "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"%s\"}}"
                .formatted(query)));
    out.flush();
    return socket;
  }

  private static void readHandshake(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101");
  }

  /** A masked text frame of at most 125 bytes. */
  private static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes.length).isLessThan(126);
    return ByteBuffer.allocate(bytes.length + 6)
        .put((byte) 0x81)
        .put((byte) (0x80 | bytes.length))
        .putInt(0)
        .put(bytes)
        .array();
  }
}
