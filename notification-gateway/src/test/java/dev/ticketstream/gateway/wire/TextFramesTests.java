package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFramesTests {

  /** RFC 6455, 5.2: the length stands in 7, 7 + 16 or 7 + 64 bits. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_534, 65_535, 65_536, 200_000})
  void areThoseOfNettysEncoder(int length) {
    byte[] text = "x".repeat(length).getBytes(UTF_8);
    assertThat(written(FrameTarget.NOTHING, text)).isEqualTo(encoded(text));
  }

  @Test
  void havePrefixPayloadAndBrace() {
    byte[] prefix = ServerFrames.nextPrefix("a \"b\" ü");
    byte[] payload = "{\"data\":null}".getBytes(UTF_8);
    String text = "{\"id\":\"a \\\"b\\\" ü\",\"type\":\"next\",\"payload\":{\"data\":null}}";
    assertThat(written(prefix, payload)).isEqualTo(encoded(text.getBytes(UTF_8)));
  }

  private static byte[] written(byte[] prefix, byte[] json) {
    EncodedPayload payload = new EncodedPayload(json);
    ByteBuf buffer = Unpooled.buffer();
    TextFrames.write(buffer, prefix, payload);
    assertThat(buffer.readableBytes()).isEqualTo(TextFrames.frameLength(prefix, payload));
    return bytes(buffer);
  }

  private static byte[] encoded(byte[] text) {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    channel.writeOutbound(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return bytes(all);
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    buffer.release();
    return bytes;
  }
}
