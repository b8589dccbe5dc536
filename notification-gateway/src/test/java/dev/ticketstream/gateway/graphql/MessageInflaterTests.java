package dev.ticketstream.gateway.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.gateway.wire.Deflate;
import dev.ticketstream.gateway.wire.HostileInput;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageInflaterTests {

  private static final int MAX = 1_000;

  /** The examples of RFC 7692, 7.2.3, and two more. */
  @ParameterizedTest
  @CsvSource({
    "one block, Hello, f248cdc9c90700",
    "no compression, Hello, 000500faff48656c6c6f00",
    "a last block, Hello, f348cdc9c9070000",
    "a last block with nothing behind it, Hello, f348cdc9c90700",
    "two blocks, Hello, f248050000 00ffffcac9c90700",
    "nothing, '', 00",
    "nothing in a last block, '', 0300"
  })
  void inflatesTheExamples(String name, String text, String hex) throws DataFormatException {
    assertThat(inflated(bytes(hex))).as(name).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 63, 64, 65, 250, 999, 1_000})
  void inflatesUpToTheLimit(int length) throws DataFormatException {
    String repeated = "x".repeat(length);
    assertThat(inflated(Deflate.deflated(repeated.getBytes(UTF_8)))).isEqualTo(repeated);
    byte[] letters = new byte[length];
    new Random(length).ints(length, 'a', 'z').forEach(new Filler(letters)::add);
    assertThat(inflated(Deflate.deflated(letters))).isEqualTo(new String(letters, UTF_8));
  }

  private static final class Filler {
    private final byte[] bytes;
    private int at;

    Filler(byte[] bytes) {
      this.bytes = bytes;
    }

    void add(int value) {
      bytes[at++] = (byte) value;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 2_000, 100_000, 50_000_000})
  void stopsBehindTheLimit(int length) throws DataFormatException {
    assertThat(MessageInflater.inflate(Deflate.deflated(new byte[length]), MAX)).isNull();
    // What was left over, is not taken for the next message's.
    assertThat(inflated(bytes("f248cdc9c90700"))).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource({
    "a reserved kind of block, 07",
    "a stored block with two lengths, 0005000000",
    "a reference to before the message, f200110000",
    "two last blocks, f348cdc9c90700f348cdc9c90700",
    "something behind the last block, f348cdc9c9070001"
  })
  void refusesWhatIsNoDeflate(String name, String hex) throws DataFormatException {
    assertThatThrownBy(() -> MessageInflater.inflate(bytes(hex), MAX))
        .as(name)
        .isInstanceOf(DataFormatException.class);
    assertThat(inflated(bytes("f248cdc9c90700"))).isEqualTo("Hello");
  }

  @Test
  void endsWhateverItIsGiven() throws DataFormatException {
    HostileInput input = new HostileInput(1);
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      byte[] message = random.nextBoolean() ? input.noise() : Deflate.deflated(input.noise());
      for (int flips = random.nextInt(4); flips > 0 && message.length > 0; flips--) {
        message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        byte[] inflated = MessageInflater.inflate(message, MAX);
        assertThat(inflated == null || inflated.length <= MAX).isTrue();
      } catch (DataFormatException _) {
        // Refused, which is as good.
      }
    }
    assertThat(inflated(bytes("f248cdc9c90700"))).isEqualTo("Hello");
  }

  private static @Nullable String inflated(byte[] message) throws DataFormatException {
    byte[] inflated = MessageInflater.inflate(message, MAX);
    return inflated == null ? null : new String(inflated, UTF_8);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
