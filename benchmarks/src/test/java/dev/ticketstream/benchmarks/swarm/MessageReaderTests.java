package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageReaderTests {

  private static final int CONNECTION = 123_456;

  private final MessageReader reader = new MessageReader();
  private final Messages messages = new Messages();

  @Test
  void findsTheOperationAndTheNumberOfAnEvent() {
    read(text(next(0, 42)), text(next(17, 0xffff_fffeL)), text(next(300, 7)));

    assertThat(messages.seen).containsExactly("0:42", "17:4294967294", "300:7");
  }

  @Test
  void findsThemWhereverTheServerPutsThem() {
    read(
        text(next(0, 1)),
        text(
            "{\"type\":\"next\",\"id\":\"%s\",\"payload\":{\"data\":{\"ticketUpdated\":{\"version\":9,%s}}}}"
                .formatted(OperationIds.of(CONNECTION, 5), eventId(2))),
        text(next(0, 3)));

    assertThat(messages.seen).first().isEqualTo("0:1");
    assertThat(messages.seen).last().isEqualTo("0:3");
    assertThat(messages.seen).hasSize(3);
  }

  @Test
  void leavesAFrameThatIsNotWhole() {
    byte[] whole = text(next(0, 1));
    ByteBuffer buffer = ByteBuffer.allocate(1_000).put(whole).put(whole, 0, whole.length - 1);

    assertThat(reader.read(buffer, buffer.position(), messages)).isEqualTo(whole.length);
    assertThat(messages.seen).containsExactly("0:1");
  }

  @Test
  void handsOverControlMessagesPingsAndTheCloseFrame() {
    read(
        text("{\"type\":\"connection_ack\"}"),
        frame(0x89, "hi".getBytes(UTF_8)),
        frame(0x88, new byte[] {0x11, 0x33, 'o', 'h'}));

    assertThat(messages.seen)
        .containsExactly("{\"type\":\"connection_ack\"}", "ping hi", "4403 oh");
  }

  /** An event with errors instead of data must not be taken for a delivery. */
  @Test
  void aNextWithoutAnEventIsAControlMessage() {
    String failed = "{\"id\":\"0\",\"type\":\"next\",\"payload\":{\"errors\":[]}}";
    read(text(next(0, 1)), text(failed));

    assertThat(messages.seen).containsExactly("0:1", failed);
  }

  @Test
  void refusesAnEventOfAnOperationThatIsNoneOfTheClients() {
    String other = next(0, 1).replace(OperationIds.of(CONNECTION, 0), "no-uuid");

    assertThatThrownBy(() -> read(text(other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody began");
  }

  @Test
  void refusesAFragment() {
    assertThatThrownBy(() -> read(frame(0x01, new byte[] {'{'})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fragmented");
  }

  private void read(byte[]... frames) {
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    for (byte[] frame : frames) {
      buffer.put(frame);
    }
    assertThat(reader.read(buffer, buffer.position(), messages)).isEqualTo(buffer.position());
  }

  private static String next(int operation, long event) {
    return "{\"id\":\"%s\",\"type\":\"next\",\"payload\":{\"data\":{\"supportTicketEvents\":{%s,\"x\":\"%s\"}}}}"
        .formatted(OperationIds.of(CONNECTION, operation), eventId(event), "y".repeat(100));
  }

  private static String eventId(long event) {
    return "\"eventId\":\"01955555-0000-7000-8000-0000%08x\"".formatted(event);
  }

  private static byte[] text(String message) {
    return frame(0x81, message.getBytes(UTF_8));
  }

  private static byte[] frame(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 126).putShort((short) payload.length);
    }
    byte[] bytes = new byte[frame.position() + payload.length];
    frame.put(payload).flip().get(bytes);
    return bytes;
  }

  private static final class Messages implements MessageReader.Sink {

    private final List<String> seen = new ArrayList<>();

    @Override
    public void next(long owner, int operation, long event) {
      assertThat(owner).isEqualTo(OperationIds.owner("0001e240-"));
      seen.add(operation + ":" + event);
    }

    @Override
    public void control(String message) {
      seen.add(message);
    }

    @Override
    public void ping(byte[] payload) {
      seen.add("ping " + new String(payload, UTF_8));
    }

    @Override
    public void close(int code, String reason) {
      seen.add(code + " " + reason);
    }
  }
}
