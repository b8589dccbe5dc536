package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames whose payload was compressed once, for messages that differ in what stands before it. */
class CompressedFramesTests {

  private static final int FINAL_TEXT_WITH_RSV1 = 0xc1;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PayloadCompressor compressor = new PayloadCompressor(meters, 0);
  private final Random random = new Random(4);

  /** RFC 1951, 3.2.4: a stored block has at most 65,535 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60, 65_534, 65_535, 65_536, 131_070, 131_071, 200_000})
  void inflateToThePrefixThePayloadAndABrace(int prefixLength) {
    byte[] prefix = new byte[prefixLength];
    random.nextBytes(prefix);
    for (int length : new int[] {100, 600, 65_535, 65_536, 300_000}) {
      byte[] json = json(length, 90);
      assertThat(Deflate.inflated(message(prefix, json))).isEqualTo(join(prefix, json));
    }
  }

  @RepeatedTest(20)
  void inflateToWhatWouldHaveBeenSentWhateverIdAndPayload() {
    byte[] prefix = ServerFrames.nextPrefix(id(1 + random.nextInt(128)));
    byte[] json = json(100 + random.nextInt(1 << random.nextInt(18)), random.nextInt(95));
    assertThat(Deflate.inflated(message(prefix, json))).isEqualTo(join(prefix, json));
  }

  /** RFC 7692, 7.1.1.1: a client that was not told may keep its window over all messages. */
  @Test
  void inflateBehindOthersToo() {
    try (Inflater inflater = new Inflater(true)) {
      for (int i = 0; i < 100; i++) {
        byte[] prefix = ServerFrames.nextPrefix(id(20));
        byte[] json = json(100 + random.nextInt(2_000), 50);
        assertThat(Deflate.inflated(inflater, message(prefix, json))).isEqualTo(join(prefix, json));
      }
    }
  }

  /**
   * RFC 7692, 7.2.1: "Remove 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end. After this
   * step, the last octet of the compressed data contains (possibly part of) the DEFLATE header bits
   * with the "BTYPE" bits set to 00." Behind such a message another block can stand at once.
   */
  @Test
  void endAsTheRfcDemands() {
    byte[] message = message(ServerFrames.nextPrefix("1"), json(700, 30));
    byte[] twice = java.util.Arrays.copyOf(message, message.length + 4 + message.length);
    twice[message.length + 2] = (byte) 0xff;
    twice[message.length + 3] = (byte) 0xff;
    System.arraycopy(message, 0, twice, message.length + 4, message.length);
    String once = new String(Deflate.inflated(message), UTF_8);
    assertThat(new String(Deflate.inflated(twice), UTF_8)).isEqualTo(once + once);
  }

  @Test
  void areAboutAsShortAsTheJdkWouldMakeThem() {
    byte[] prefix = ServerFrames.nextPrefix("a5a3a1a0-0000-4000-8000-000000000001");
    byte[] json = json(600, 40);
    int alone = Deflate.deflated(join(prefix, json)).length;
    assertThat(message(prefix, json).length).isLessThan(alone + prefix.length);
  }

  @Test
  void compressAPayloadOnceForAll() {
    EncodedPayload payload = new EncodedPayload(json(600, 40));
    byte[] first = payload.compressed(compressor);
    CompletableFuture<?>[] others =
        IntStream.range(0, 50)
            .mapToObj(
                _ ->
                    CompletableFuture.runAsync(
                        () -> assertThat(payload.compressed(compressor)).isSameAs(first)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(others).join();
    assertThat(compressed()).isEqualTo(1);
  }

  @Test
  void leaveAPayloadAsItIsThatDoesNotGetShorter() {
    byte[] noise = new byte[1_000];
    random.nextBytes(noise);
    assertThat(compressor.compress(noise)).isEmpty();
    assertThat(compressor.compress(new byte[0])).isEmpty();
    assertThat(compressor.compress(new byte[1_000])).isNotEmpty();
  }

  @Test
  void leaveAPayloadAsItIsThatIsSmall() {
    PayloadCompressor reluctant = new PayloadCompressor(meters, 600);
    assertThat(reluctant.compress(new byte[599])).isEmpty();
    assertThat(compressed()).isZero();
    assertThat(reluctant.compress(new byte[600])).isNotEmpty();
    assertThat(compressed()).isEqualTo(1);
  }

  private double compressed() {
    return meters.get("ticketstream.gateway.payloads.compressed").counter().count();
  }

  /** The message of the frame that is written, whose announced lengths are checked. */
  private byte[] message(byte[] prefix, byte[] json) {
    byte[] blocks = new EncodedPayload(json).compressed(compressor);
    assertThat(blocks).isNotEmpty();
    ByteBuf frame = Unpooled.buffer();
    CompressedFrames.write(frame, prefix, blocks);
    assertThat(frame.readableBytes()).isEqualTo(CompressedFrames.frameLength(prefix, blocks));
    assertThat(frame.readUnsignedByte()).isEqualTo((short) FINAL_TEXT_WITH_RSV1);
    long length = frame.readUnsignedByte();
    if (length == 126) {
      length = frame.readUnsignedShort();
    } else if (length == 127) {
      length = frame.readLong();
    }
    byte[] message = new byte[frame.readableBytes()];
    frame.readBytes(message);
    frame.release();
    assertThat(length).isEqualTo(message.length);
    return message;
  }

  /** Text of which some is always the same, so that it gets shorter. */
  private byte[] json(int length, int randomPercent) {
    byte[] json = new byte[length];
    byte[] pattern = "{\"data\":{\"eventId\":\"\",\"ticket\":{\"id\":\"\"}}}".getBytes(UTF_8);
    for (int i = 0; i < length; i++) {
      json[i] =
          random.nextInt(100) < randomPercent
              ? (byte) ('0' + random.nextInt(10))
              : pattern[i % pattern.length];
    }
    return json;
  }

  private String id(int length) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.appendCodePoint("\"\\aäé–🎫\u0001".codePointAt(random.nextInt(6)));
    }
    return id.toString();
  }

  private static byte[] join(byte[] prefix, byte[] json) {
    byte[] joined = java.util.Arrays.copyOf(prefix, prefix.length + json.length + 1);
    System.arraycopy(json, 0, joined, prefix.length, json.length);
    joined[joined.length - 1] = '}';
    return joined;
  }
}
