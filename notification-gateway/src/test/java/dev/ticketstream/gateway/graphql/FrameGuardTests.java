package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameGuardTests {

  private static final int MESSAGE_MAX = 10;

  private final AtomicBoolean clientReads = new AtomicBoolean(true);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new FrameGuard(MESSAGE_MAX, false)) {
        @Override
        public boolean isWritable() {
          return clientReads.get();
        }
      };

  @Test
  void failsOnAReservedBitAndReadsNothingAfterIt() {
    ByteBuf first = Unpooled.copiedBuffer(new byte[] {1});
    ByteBuf second = Unpooled.copiedBuffer(new byte[] {2});
    channel.writeInbound(new TextWebSocketFrame(true, 4, first), new TextWebSocketFrame(second));
    assertThat(channel.<Object>readInbound()).isNull();
    CloseWebSocketFrame close = channel.readOutbound();
    assertThat(close.statusCode()).isEqualTo(1002);
    close.release();
    assertThat(first.refCnt() + second.refCnt()).isZero();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void takesTheFirstReservedBitOfAMessageWhereCompressionWasAgreedOn() {
    EmbeddedChannel compressed = new EmbeddedChannel(new FrameGuard(MESSAGE_MAX, true));
    for (WebSocketFrame frame :
        List.of(
            new TextWebSocketFrame(true, WebSocketExtension.RSV1, bytes()),
            new TextWebSocketFrame(true, 0, bytes()),
            new BinaryWebSocketFrame(true, WebSocketExtension.RSV1, bytes()))) {
      compressed.writeInbound(frame);
      assertThat(compressed.<Object>readInbound()).isSameAs(frame);
      frame.release();
    }
    compressed.writeInbound(
        new TextWebSocketFrame(false, WebSocketExtension.RSV1, bytes()),
        new ContinuationWebSocketFrame(true, 0, bytes()));
    TextWebSocketFrame joined = compressed.readInbound();
    assertThat(joined.rsv()).isEqualTo(WebSocketExtension.RSV1);
    joined.release();
    assertThat(compressed.isOpen()).isTrue();
  }

  /** RFC 7692, 6.1: the bit stands on a message's first frame, and on no control frame. */
  static List<WebSocketFrame> framesWithoutRightToTheirBits() {
    return List.of(
        new ContinuationWebSocketFrame(true, WebSocketExtension.RSV1, bytes()),
        new PingWebSocketFrame(true, WebSocketExtension.RSV1, bytes()),
        new TextWebSocketFrame(true, WebSocketExtension.RSV2, bytes()),
        new TextWebSocketFrame(true, WebSocketExtension.RSV1 | WebSocketExtension.RSV3, bytes()));
  }

  @ParameterizedTest
  @MethodSource("framesWithoutRightToTheirBits")
  void failsOnOtherReservedBitsThere(WebSocketFrame frame) {
    EmbeddedChannel compressed = new EmbeddedChannel(new FrameGuard(MESSAGE_MAX, true));
    compressed.writeInbound(frame);
    assertThat(compressed.<Object>readInbound()).isNull();
    assertThat(frame.refCnt()).isZero();
    CloseWebSocketFrame close = compressed.readOutbound();
    assertThat(close.statusCode()).isEqualTo(1002);
    close.release();
  }

  private static ByteBuf bytes() {
    return Unpooled.copiedBuffer(new byte[] {1});
  }

  @Test
  void leavesPingsOutWhoseAnswersTheClientDoesNotRead() {
    ByteBuf payload = Unpooled.copiedBuffer(new byte[] {1});
    clientReads.set(false);
    channel.writeInbound(new PingWebSocketFrame(payload));
    assertThat(channel.<Object>readInbound()).isNull();
    assertThat(payload.refCnt()).isZero();
    channel.writeInbound(new PongWebSocketFrame());
    assertThat(channel.<Object>readInbound()).isInstanceOf(PongWebSocketFrame.class);
    clientReads.set(true);
    channel.writeInbound(new PingWebSocketFrame());
    assertThat(channel.<Object>readInbound()).isInstanceOf(PingWebSocketFrame.class);
  }

  @Test
  void answersOnlyTheNewestOfPingsThatComeAtOnce() {
    ByteBuf first = Unpooled.copiedBuffer(new byte[] {1});
    ByteBuf last = Unpooled.copiedBuffer(new byte[] {2});
    channel.writeInbound(
        new PingWebSocketFrame(first), new TextWebSocketFrame("a"), new PingWebSocketFrame(last));
    assertThat(channel.<Object>readInbound()).isInstanceOf(TextWebSocketFrame.class);
    PingWebSocketFrame ping = channel.readInbound();
    assertThat(ping.content().readByte()).isEqualTo((byte) 2);
    assertThat(channel.<Object>readInbound()).isNull();
    assertThat(first.refCnt()).isZero();
    ping.release();
  }

  @Test
  void answersAPingBeforeTheCloseFrameThatFollowsIt() {
    channel.writeInbound(new PingWebSocketFrame(), new CloseWebSocketFrame());
    assertThat(channel.<Object>readInbound()).isInstanceOf(PingWebSocketFrame.class);
    assertThat(channel.<Object>readInbound()).isInstanceOf(CloseWebSocketFrame.class);
  }

  @Test
  void keepsNoPingOfAConnectionThatEnds() {
    ByteBuf payload = Unpooled.copiedBuffer(new byte[] {1});
    channel.pipeline().fireChannelRead(new PingWebSocketFrame(payload));
    channel.close();
    channel.runPendingTasks();
    assertThat(payload.refCnt()).isZero();
  }

  @Test
  void joinsFragments() {
    channel.writeInbound(
        new TextWebSocketFrame(false, 0, "ab"),
        new PingWebSocketFrame(),
        new ContinuationWebSocketFrame(true, 0, "c"));
    TextWebSocketFrame joined = channel.readInbound();
    assertThat(joined.text()).isEqualTo("abc");
    assertThat(joined.isFinalFragment()).isTrue();
    joined.release();
    assertThat(channel.<Object>readInbound()).isInstanceOf(PingWebSocketFrame.class);
  }

  @Test
  void joinsNoMoreThanAMessageMayHave() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "x".repeat(MESSAGE_MAX)));
    assertThatThrownBy(() -> channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "x")))
        .isInstanceOf(TooLongFrameException.class);
  }

  @Test
  void keepsNoFragmentThatIsLongerThanAMessageMayBe() {
    ByteBuf first = Unpooled.copiedBuffer(new byte[MESSAGE_MAX + 1]);
    assertThatThrownBy(() -> channel.writeInbound(new TextWebSocketFrame(false, 0, first)))
        .isInstanceOf(TooLongFrameException.class);
    assertThat(first.refCnt()).isZero();
    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes()));
    assertThat(channel.<Object>readInbound()).isNull();
  }
}
