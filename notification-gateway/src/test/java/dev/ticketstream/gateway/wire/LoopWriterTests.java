package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an event loop makes of the frames that it is handed. */
class LoopWriterTests {

  private static final int BOUND = 1_000;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LoopWriters writers = new LoopWriters(meters, 50, 5_000);
  private final Peer first = new Peer();
  private final Peer second = new Peer(first.channel);

  @Test
  void writesWhatCameMeanwhileInOneBufferWithOneFlushForEachConnectionAndInOrder() {
    for (int i = 0; i < 5; i++) {
      first.queue.offer(text("a" + i));
      second.queue.collect(second.queue, text("b" + i));
      writers.handOver();
    }
    run();
    assertThat(first.writes).containsExactly("a0a1a2a3a4");
    assertThat(second.writes).containsExactly("b0b1b2b3b4");
    assertThat(first.flushes.get() + second.flushes.get()).isEqualTo(2);
    assertThat(count("frames.sent")).isEqualTo(10);
    assertThat(count("write.rounds")).isEqualTo(1);
    assertThat(count("write.flushes")).isEqualTo(2);
  }

  @Test
  void keepsBackWhatIsCollectedUntilItIsHandedOver() {
    first.queue.collect(first.queue, text("a"));
    run();
    assertThat(first.writes).isEmpty();
    writers.handOver();
    run();
    assertThat(first.writes).containsExactly("a");
  }

  @Test
  void writesNothingForAnOperationThatEndedMeanwhile() {
    Target ended = new Target(first.queue);
    first.queue.offer(ended, text("1"));
    first.queue.offer(text("2"));
    ended.wanted = false;
    run();
    assertThat(first.writes).containsExactly("2");
    assertThat(first.queue.waitingBytes()).isZero();
    assertThat(count("frames.dropped")).isEqualTo(1);
    assertThat(waiting()).isZero();
  }

  @Test
  void countsBytesAsWaitingUntilTheSocketTookThem() {
    first.stalled = true;
    first.queue.offer(text("x".repeat(600)));
    run();
    assertThat(first.queue.waitingBytes()).isEqualTo(604);
    assertThat(first.queue.hasRoom()).isTrue();
    first.queue.offer(text("x".repeat(600)));
    assertThat(first.queue.hasRoom()).isFalse();
    AtomicInteger told = new AtomicInteger();
    first.queue.whenRoom(first.queue, told::incrementAndGet);
    run();
    assertThat(told).hasValue(0);
    first.recover();
    assertThat(told).hasValue(1);
    assertThat(first.queue.waitingBytes()).isZero();
    assertThat(waiting()).isZero();
    first.queue.whenRoom(first.queue, told::incrementAndGet);
    assertThat(told).hasValue(2);
  }

  @Test
  void givesConnectionsThatDoNotKeepUpNothingMoreWhenAllTogetherWaitForTooMuch() {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Peer peer = new Peer(first.channel);
      peer.stalled = true;
      peer.queue.offer(text("x".repeat(600)));
      peers.add(peer);
    }
    run();
    assertThat(peers).noneMatch(peer -> peer.queue.hasRoom());
    assertThat(first.queue.hasRoom()).isTrue();
    peers.forEach(Peer::recover);
    assertThat(peers).allMatch(peer -> peer.queue.hasRoom());
  }

  @Test
  void holdsTheStreamBackWhileAnEventLoopHasTooMuchToTakeUp() throws Exception {
    for (int i = 0; i < 51; i++) {
      first.queue.offer(text("a"));
    }
    CompletableFuture<Void> goesOn = CompletableFuture.runAsync(writers::awaitRoom);
    run();
    goesOn.get(20, TimeUnit.SECONDS);
    assertThat(count("write.overruns")).isZero();
  }

  @Test
  void holdsTheStreamBackWhileAConnectionHasHalfOfItsBoundToTakeUp() {
    LoopWriter writer = writers.of(first.channel.eventLoop());
    first.queue.collect(first.queue, text("x".repeat(BOUND / 2)));
    assertThat(writer.isFull()).isTrue();
    writers.handOver();
    run();
    assertThat(writer.isFull()).isFalse();
  }

  @Test
  void compressesOnceForAllWhoAgreedAndCountsTheBytesThatAreWritten() {
    PayloadCompressor compressor = new PayloadCompressor(meters, 100);
    Peer compressed = new Peer(first.channel, compressor);
    Peer another = new Peer(first.channel, compressor);
    EncodedPayload payload = text("{\"data\":\"" + "x".repeat(500) + "\"}");
    for (Peer peer : List.of(first, compressed, another)) {
      peer.stalled = true;
      peer.queue.collect(new Target(peer.queue), payload);
      peer.queue.offer(text("pong"));
    }
    assertThat(compressed.queue.waitingBytes()).isBetween(50L, 150L);
    writers.handOver();
    assertThat(waiting()).isEqualTo(waitingOf(first, compressed, another));
    run();

    String result = new String(ServerFrames.nextPrefix("1"), UTF_8) + text(payload) + "}";
    assertThat(first.writes).hasSameElementsAs(compressed.writes);
    assertThat(another.writes).isEqualTo(compressed.writes);
    assertThat(String.join("", compressed.writes)).contains(result).contains("pong");
    for (Peer peer : List.of(first, compressed, another)) {
      assertThat(peer.queue.waitingBytes()).isEqualTo(peer.bytes);
    }
    assertThat(waiting()).isEqualTo(waitingOf(first, compressed, another));
    assertThat(count("payloads.compressed")).isEqualTo(1);
    assertThat(count("bytes.sent")).isEqualTo(first.bytes + compressed.bytes + another.bytes);
    assertThat(count("bytes.saved")).isEqualTo(2 * first.bytes - compressed.bytes - another.bytes);
    List.of(first, compressed, another).forEach(Peer::recover);
    assertThat(waiting()).isZero();
  }

  @Test
  void countsAFrameThatIsNotWrittenAsLongAsItWasCompressed() {
    Peer compressed = new Peer(first.channel, new PayloadCompressor(meters, 100));
    Target ended = new Target(compressed.queue);
    compressed.queue.offer(ended, text("x".repeat(500)));
    ended.wanted = false;
    run();
    assertThat(compressed.queue.waitingBytes()).isZero();
    assertThat(waiting()).isZero();
    assertThat(count("bytes.saved")).isZero();
  }

  @Test
  void closesTheConnectionWhenAFrameCannotBeWrittenAndGoesOnWithTheOthers() {
    first.channel.pipeline().remove(WebSocket13FrameEncoder.class);
    first.queue.offer(text("a"));
    second.queue.offer(text("b"));
    run();
    assertThat(first.channel.isOpen()).isFalse();
    assertThat(second.channel.isOpen()).isTrue();
    assertThat(second.writes).containsExactly("b");
    assertThat(waiting()).isZero();
  }

  private void run() {
    first.channel.runPendingTasks();
  }

  private double count(String name) {
    return meters.get("ticketstream.gateway." + name).counter().count();
  }

  private double waiting() {
    return meters.get("ticketstream.gateway.queue.bytes").gauge().value();
  }

  private static double waitingOf(Peer... peers) {
    return Stream.of(peers).mapToLong(peer -> peer.queue.waitingBytes()).sum();
  }

  private static String text(EncodedPayload payload) {
    return new String(payload.json(), UTF_8);
  }

  private static EncodedPayload text(String text) {
    return new EncodedPayload(text.getBytes(UTF_8));
  }

  private static final class Target implements FrameTarget {

    private final OutboundQueue queue;
    private boolean wanted = true;

    Target(OutboundQueue queue) {
      this.queue = queue;
    }

    @Override
    public OutboundQueue queue() {
      return queue;
    }

    @Override
    public byte[] prefix() {
      return ServerFrames.nextPrefix("1");
    }

    @Override
    public boolean isWanted() {
      return wanted;
    }
  }

  /** A connection whose peer may stop reading. */
  private final class Peer extends ChannelOutboundHandlerAdapter {

    private final EmbeddedChannel channel;
    private final OutboundQueue queue;
    private final List<String> writes = new ArrayList<>();
    private final AtomicInteger flushes = new AtomicInteger();
    private final List<ChannelPromise> untaken = new ArrayList<>();
    private long bytes;
    private boolean stalled;

    Peer() {
      channel = new EmbeddedChannel(this, new WebSocket13FrameEncoder(false));
      queue = queue(channel);
    }

    /** A connection of the same event loop that takes results compressed. */
    Peer(EmbeddedChannel other, PayloadCompressor compressor) {
      channel = new EmbeddedChannel(this, new WebSocket13FrameEncoder(false));
      queue =
          new OutboundQueue(
              channel, writers.of(other.eventLoop()), TestSettings.of(BOUND), compressor, () -> {});
    }

    /** A connection of the same event loop. */
    Peer(EmbeddedChannel other) {
      channel = new EmbeddedChannel(this, new WebSocket13FrameEncoder(false));
      queue =
          new OutboundQueue(
              channel, writers.of(other.eventLoop()), TestSettings.of(BOUND), null, () -> {});
    }

    private OutboundQueue queue(EmbeddedChannel own) {
      return new OutboundQueue(
          own, writers.of(own.eventLoop()), TestSettings.of(BOUND), null, () -> {});
    }

    void recover() {
      stalled = false;
      untaken.forEach(ChannelPromise::setSuccess);
      untaken.clear();
    }

    @Override
    public void write(ChannelHandlerContext context, Object round, ChannelPromise promise) {
      ByteBuf buffer = (ByteBuf) round;
      bytes += buffer.readableBytes();
      StringBuilder texts = new StringBuilder();
      while (buffer.isReadable()) {
        int head = buffer.readUnsignedShort();
        int length = head & 0xff;
        length = length == 126 ? buffer.readUnsignedShort() : length;
        byte[] message = new byte[length];
        buffer.readBytes(message);
        boolean compressed = head >> Byte.SIZE == 0xc1;
        texts.append(new String(compressed ? Deflate.inflated(message) : message, UTF_8));
      }
      buffer.release();
      writes.add(texts.toString());
      if (stalled) {
        untaken.add(promise);
      } else {
        promise.setSuccess();
      }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      flushes.incrementAndGet();
    }
  }
}
