package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.gateway.wire.RawSocket.BINARY;
import static dev.ticketstream.gateway.wire.RawSocket.CLOSE;
import static dev.ticketstream.gateway.wire.RawSocket.CONTINUATION;
import static dev.ticketstream.gateway.wire.RawSocket.FIN;
import static dev.ticketstream.gateway.wire.RawSocket.PING;
import static dev.ticketstream.gateway.wire.RawSocket.RSV1;
import static dev.ticketstream.gateway.wire.RawSocket.TEXT;
import static dev.ticketstream.gateway.wire.RawSocket.frameBytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.gateway.wire.HostileInput;
import dev.ticketstream.gateway.wire.RawSocket;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gateway says to frames and messages that break a rule: docs/protocol.md's table. */
class HostileFramesIT extends RunningGateway {

  private static final byte[] PING_MESSAGE = "{\"type\":\"ping\"}".getBytes(UTF_8);
  private static final int PINGS = 400_000;
  private static final int PINGS_AT_ONCE = 1_000;
  private static final int MESSAGE_MAX = 64 * 1024;

  static Stream<Arguments> faults() {
    return Stream.of(
        // RFC 6455, 5: what breaks the framing is a protocol error.
        fault("a frame that is not masked", 1002, frameBytes(FIN | TEXT, PING_MESSAGE, false)),
        fault("a reserved bit", 1002, frame(FIN | RSV1 | TEXT, PING_MESSAGE)),
        fault("a reserved data opcode", 1002, frame(FIN | 0x3, PING_MESSAGE)),
        fault("a reserved control opcode", 1002, frame(FIN | 0xb, PING_MESSAGE)),
        fault("a control frame of 126 bytes", 1002, frame(FIN | PING, new byte[126])),
        fault("a control frame in fragments", 1002, frame(PING, PING_MESSAGE)),
        fault("a continuation of nothing", 1002, frame(FIN | CONTINUATION, PING_MESSAGE)),
        fault(
            "a message within a message",
            1002,
            join(frame(TEXT, PING_MESSAGE), frame(FIN | TEXT, PING_MESSAGE))),
        fault("a close frame of one byte", 1002, frame(FIN | CLOSE, new byte[1])),
        fault(
            "a close code that must not be sent",
            RawSocket.DROPPED,
            frame(FIN | CLOSE, shorts(1005))),
        fault("a length of more than 63 bits", 1002, head(0xff, 0xff, 0xff)),
        // What is no message of the protocol.
        fault("a binary message", 4400, frame(FIN | BINARY, PING_MESSAGE)),
        fault("an empty message", 4400, frame(FIN | TEXT, new byte[0])),
        fault("no UTF-8", 4400, frame(FIN | TEXT, new byte[] {'"', (byte) 0xc3, '"'})),
        fault(
            "no UTF-8 in fragments",
            4400,
            join(
                frame(TEXT, new byte[] {'"', (byte) 0xf0}),
                frame(CONTINUATION, new byte[] {(byte) 0x9f}),
                frame(FIN | CONTINUATION, new byte[] {'"'}))),
        fault("no JSON", 4400, text("{")),
        fault("no object", 4400, text("[]")),
        fault("JSON that nests deep", 4400, text("[".repeat(30_000))),
        fault("a property twice", 4400, text("{\"type\":\"ping\",\"type\":\"ping\"}")),
        fault("a long number", 4400, text("{\"type\":\"ping\",\"a\":" + "9".repeat(60_000) + "}")),
        fault("a type of no message", 4400, text("{\"type\":\"start\"}")),
        fault("a type that is no text", 4400, text("{\"type\":{}}")),
        // Sizes.
        fault("a message over 64 KiB", 4400, text("x".repeat(MESSAGE_MAX + 1))),
        fault(
            "fragments over 64 KiB together",
            4400,
            join(frame(TEXT, new byte[MESSAGE_MAX]), frame(FIN | CONTINUATION, new byte[1]))),
        fault(
            "fragments over 64 KiB that go on",
            4400,
            join(frame(TEXT, new byte[MESSAGE_MAX]), frame(CONTINUATION, new byte[1]))),
        fault("a fragment over 64 KiB", 4400, frame(TEXT, new byte[MESSAGE_MAX + 1])),
        fault("a frame over 256 KiB", 1009, head(0x00, 0x00, 0x05)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void closesWithTheCodeForTheFault(String fault, int code, byte[] bytes) throws IOException {
    try (RawSocket socket = RawSocket.connected(port, admin())) {
      socket.raw(bytes);
      assertThat(socket.awaitClose()).describedAs(fault).isEqualTo(code);
      socket.awaitEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void closesBeforeTheAcknowledgementToo(String fault, int code, byte[] bytes) throws IOException {
    try (RawSocket socket = RawSocket.open(port, "")) {
      socket.raw(bytes);
      assertThat(socket.awaitClose()).describedAs(fault).isEqualTo(code);
      socket.awaitEnd();
    }
  }

  @Test
  void takesNoCompressedFrameThatWasNotAgreedOn() throws IOException {
    String unknown = "Sec-WebSocket-Extensions: permessage-deflate; level=9\n";
    try (RawSocket socket = RawSocket.open(port, unknown)) {
      socket.frame(FIN | RSV1 | TEXT, PING_MESSAGE);
      assertThat(socket.awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void takesAMessageInFragmentsWithControlFramesBetween() throws IOException {
    try (RawSocket socket = RawSocket.connected(port, admin())) {
      socket.frame(TEXT, new byte[0]);
      for (byte each : PING_MESSAGE) {
        socket.frame(CONTINUATION, new byte[] {each});
        socket.frame(FIN | PING, new byte[] {each});
        socket.frame(CONTINUATION, new byte[0]);
      }
      socket.frame(FIN | CONTINUATION, new byte[0]);
      assertThat(socket.awaitText("pong")).isNotEmpty();
    }
  }

  @Test
  void takesAMessageThatComesByteByByte() throws IOException {
    try (RawSocket socket = RawSocket.connected(port, admin())) {
      for (byte each : frame(FIN | TEXT, PING_MESSAGE)) {
        socket.raw(new byte[] {each});
      }
      assertThat(socket.awaitText("pong")).isNotEmpty();
    }
  }

  @Test
  void keepsNoAnswersForAClientThatPingsAndDoesNotRead() throws IOException {
    try (RawSocket socket = RawSocket.connected(port, admin())) {
      byte[] pings = new byte[0];
      for (int i = 0; i < PINGS_AT_ONCE; i++) {
        pings = join(pings, frame(FIN | PING, new byte[125]));
      }
      long before = directMemory();
      for (int sent = 0; sent < PINGS; sent += PINGS_AT_ONCE) {
        socket.raw(pings);
      }
      socket.text("{\"type\":\"ping\"}");
      assertThat(directMemory() - before).isLessThan(PINGS * 125L / 2);
      assertThat(socket.awaitText("pong")).isNotEmpty();
    }
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void endsAConnectionOfWhichOnlyHalfIsOpen() throws IOException {
    try (RawSocket socket = RawSocket.connected(port, admin())) {
      socket.text(HostileInput.subscribe("subscription { supportTicketEvents { eventId } }"));
      socket.endOutput();
      socket.awaitEnd();
    }
    awaitSubscriptions(0);
  }

  private static Arguments fault(String name, int code, byte[] bytes) {
    return Arguments.of(name, code, bytes);
  }

  private static byte[] frame(int head, byte[] payload) {
    return frameBytes(head, payload, true);
  }

  private static byte[] text(String message) {
    return frame(FIN | TEXT, message.getBytes(UTF_8));
  }

  /** A text frame's head that announces a length, of which these are the first bytes that count. */
  private static byte[] head(int first, int fifth, int sixth) {
    return new byte[] {
      (byte) (FIN | TEXT),
      (byte) 0xff,
      (byte) first,
      0,
      0,
      0,
      (byte) fifth,
      (byte) sixth,
      0,
      0,
      1,
      2,
      3,
      4
    };
  }

  private static byte[] shorts(int value) {
    return new byte[] {(byte) (value >> Byte.SIZE), (byte) value};
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
