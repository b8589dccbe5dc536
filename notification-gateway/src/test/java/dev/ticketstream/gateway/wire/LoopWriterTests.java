package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an event loop makes of the frames that it is handed. */
class LoopWriterTests {

  private static final int BOUND = 1_000;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LoopWriters writers = new LoopWriters(meters, 50, 10_000, 5_000);
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
  void sendsWhatIsForManyToEachUnderItsOwnId() {
    Viewer one = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    Viewer longer = new Viewer(new Peer(first.channel), "a longer id");
    for (int i = 0; i < 3; i++) {
      send("\"" + i + "\"", one, two, longer);
    }
    run();
    assertThat(first.writes).containsExactly(next("1", "\"0\"", "\"1\"", "\"2\""));
    assertThat(second.writes).containsExactly(next("2", "\"0\"", "\"1\"", "\"2\""));
    assertThat(longer.peer.writes).containsExactly(next("a longer id", "\"0\"", "\"1\"", "\"2\""));
    assertThat(count("frames.sent")).isEqualTo(9);
    assertThat(count("bytes.sent")).isEqualTo(first.bytes + second.bytes + longer.peer.bytes);
    assertThat(count("write.flushes")).isEqualTo(3);
    assertThat(waiting()).isZero();
  }

  @Test
  void keepsTheOrderOfWhatIsForManyAndWhatIsForOne() {
    Viewer one = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    send("1", one, two);
    first.queue.offer(one, text("2"));
    send("3", one, two);
    first.queue.offer(text("pong"));
    send("4", one, two);
    send("5", one);
    run();
    assertThat(first.writes).hasSize(1);
    assertThat(first.writes.getFirst().replace("pong", ""))
        .isEqualTo(next("1", "1", "2", "3", "4", "5"));
    assertThat(first.writes.getFirst()).contains("pong");
    assertThat(second.writes).containsExactly(next("2", "1", "3", "4"));
    assertThat(waiting()).isZero();
  }

  @Test
  void leavesTheFramesToTheConnectionThatHasNotTakenThem() {
    first.keeping = true;
    Viewer one = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    Viewer three = new Viewer(new Peer(first.channel), "3");
    send("0", one, two, three);
    run();
    assertThat(second.writes).containsExactly(next("2", "0"));
    assertThat(three.peer.writes).containsExactly(next("3", "0"));
    assertThat(first.writes).isEmpty();
    assertThat(one.behind).hasValue(1);
    assertThat(two.behind).hasValue(0);
    first.recover();
    assertThat(first.writes).containsExactly(next("1", "0"));
    assertThat(first.queue.waitingBytes()).isZero();
  }

  @Test
  void givesTheMemoryOfFramesBackWhenAllHaveThem() {
    Peer third = new Peer(first.channel);
    List<ByteBuf> sent = new ArrayList<>();
    Stream.of(first, second, third).forEach(peer -> peer.sent = sent);
    first.keeping = true;
    send("0", new Viewer(second, "2"), new Viewer(first, "1"), new Viewer(third, "3"));
    run();
    assertThat(sent.get(0)).isSameAs(sent.get(1)).isNotSameAs(sent.get(2));
    first.recover();
    assertThat(sent).hasSize(3).allMatch(buffer -> buffer.refCnt() == 0);
  }

  @Test
  void makesTheFramesOfEachGroupOnceWhateverElseComesBetween() {
    Peer third = new Peer(first.channel);
    Peer fourth = new Peer(first.channel);
    Viewer one = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    Viewer three = new Viewer(third, "3");
    Viewer four = new Viewer(fourth, "4");
    Peer stranger = new Peer(first.channel);
    for (int i = 0; i < 3; i++) {
      send("" + i, one, three);
      send("" + i, two, four);
      stranger.queue.collect(new Target(stranger.queue), text("" + i));
      second.queue.collect(new Target(second.queue), text("9"));
      writers.handOver();
    }
    run();
    assertThat(first.sent).hasSize(1);
    assertThat(first.sent.getFirst()).isSameAs(third.sent.getFirst());
    assertThat(first.writes).containsExactly(next("1", "0", "1", "2"));
    assertThat(third.writes).containsExactly(next("3", "0", "1", "2"));
    assertThat(fourth.writes).containsExactly(next("4", "0", "1", "2"));
    assertThat(stranger.writes).containsExactly(next("1", "0", "1", "2"));
    // It has something else as well, so it has a buffer of its own.
    assertThat(second.sent.getFirst()).isNotSameAs(fourth.sent.getFirst());
    assertThat(second.writes).hasSize(1);
    assertThat(second.writes.getFirst()).contains(next("2", "0", "1", "2"), next("1", "9"));
  }

  @Test
  void givesNoPlaceAmongManyToOneWhoseSocketHasNotTakenEverything() {
    first.stalled = true;
    first.queue.offer(text("a"));
    run();
    MulticastTarget target = new Viewer(second, "1");
    assertThat(first.queue.claimMulticast(target)).isFalse();
    first.recover();
    assertThat(first.queue.claimMulticast(target)).isTrue();
  }

  @Test
  void closesAllWhoWereToGetSomethingOfARoundThatFails() {
    Viewer one = new Viewer(first, "1");
    Peer third = new Peer(first.channel);
    send("0", one);
    FrameTarget failing = new Target(second.queue);
    second.queue.offer(failing, text("1"));
    third.queue.offer(new Target(third.queue), text("2"));
    ((Target) failing).fault = new StackOverflowError("on purpose");
    run();
    assertThat(Stream.of(first, second, third)).noneMatch(peer -> peer.channel.isOpen());
    assertThat(writers.of(first.channel.eventLoop()).isFull()).isFalse();
  }

  @Test
  void writesNothingOfWhatIsForManyToOneThatEndedMeanwhile() {
    Viewer ended = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    send("0", ended, two);
    ended.wanted = false;
    run();
    assertThat(first.writes).isEmpty();
    assertThat(second.writes).containsExactly(next("2", "0"));
    assertThat(count("frames.dropped")).isEqualTo(1);
  }

  @Test
  void holdsTheStreamBackWhileMulticastsBringAConnectionHalfOfItsBound() {
    LoopWriter writer = writers.of(first.channel.eventLoop());
    Viewer one = new Viewer(first, "1");
    Viewer two = new Viewer(second, "2");
    send("x".repeat(2_000), one);
    send("x".repeat(2_600), two);
    assertThat(writer.isFull()).isFalse();
    writers.handOver();
    send("x".repeat(2_000), one);
    assertThat(writer.isFull()).isTrue();
    run();
    assertThat(writer.isFull()).isFalse();
    writers.handOver();
    send("x".repeat(2_000), one);
    assertThat(writer.isFull()).isFalse();
  }

  @Test
  void compressesWhatIsForManyForThoseWhoAgreed() {
    Peer compressed = new Peer(first.channel, new PayloadCompressor(meters, 100));
    String payload = "x".repeat(500);
    send(payload, new Viewer(first, "1"), new Viewer(compressed, "2"));
    run();
    assertThat(first.writes).containsExactly(next("1", payload));
    assertThat(compressed.writes).containsExactly(next("2", payload));
    assertThat(compressed.bytes).isBetween(50L, 150L);
    assertThat(count("bytes.saved")).isEqualTo(first.bytes - compressed.bytes);
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

  /** The messages of one operation. */
  private static String next(String id, String... payloads) {
    return Stream.of(payloads)
        .map(payload -> new String(ServerFrames.nextPrefix(id), UTF_8) + payload + "}")
        .collect(Collectors.joining());
  }

  private void send(String payload, Viewer... viewers) {
    writers.of(first.channel.eventLoop()).send(text(payload), new Audience(List.of(viewers)));
  }

  private static EncodedPayload text(String text) {
    return new EncodedPayload(text.getBytes(UTF_8));
  }

  private static final class Target implements FrameTarget {

    private final OutboundQueue queue;
    private boolean wanted = true;
    private @Nullable Error fault;

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
      Error thrown = fault;
      if (thrown != null) {
        throw thrown;
      }
      return wanted;
    }
  }

  private record Audience(List<Viewer> viewers) implements Recipients {

    @Override
    public int size() {
      return viewers.size();
    }

    @Override
    public ResultSink sink(int place) {
      return viewers.get(place);
    }
  }

  /** Has claimed its connection's place among those that are sent to together. */
  private static final class Viewer implements ResultSink, MulticastTarget {

    private final Peer peer;
    private final String id;
    private final AtomicInteger behind = new AtomicInteger();
    private boolean wanted = true;
    private @Nullable MulticastRun run;

    Viewer(Peer peer, String id) {
      this.peer = peer;
      this.id = id;
      assertThat(peer.queue.claimMulticast(this)).isTrue();
    }

    @Override
    public void behind() {
      behind.incrementAndGet();
    }

    @Override
    public @Nullable MulticastRun run() {
      return run;
    }

    @Override
    public void run(@Nullable MulticastRun joined) {
      run = joined;
    }

    @Override
    public MulticastTarget operation() {
      return this;
    }

    @Override
    public OutboundQueue queue() {
      return peer.queue;
    }

    @Override
    public byte[] prefix() {
      return ServerFrames.nextPrefix(id);
    }

    @Override
    public boolean isWanted() {
      return wanted;
    }

    @Override
    public boolean hasRoom() {
      return peer.queue.hasRoom();
    }

    @Override
    public void whenRoom(Runnable action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void next(EncodedPayload result) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void nextOfMany(EncodedPayload result) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void complete() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void error(Throwable error) {
      throw new UnsupportedOperationException(error);
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

    /** Keeps what is written, unread, until it recovers. */
    private boolean keeping;

    private final List<ByteBuf> kept = new ArrayList<>();
    private List<ByteBuf> sent = new ArrayList<>();

    Peer() {
      channel = channel();
      queue = queue(channel);
    }

    /** A connection of the same event loop that takes results compressed. */
    Peer(EmbeddedChannel other, PayloadCompressor compressor) {
      channel = channel();
      queue =
          new OutboundQueue(
              channel,
              writers.of(other.eventLoop()),
              TestSettings.of(BOUND),
              FrameFormat.of(compressor),
              () -> {});
    }

    /** A connection of the same event loop. */
    Peer(EmbeddedChannel other) {
      channel = channel();
      queue =
          new OutboundQueue(
              channel,
              writers.of(other.eventLoop()),
              TestSettings.of(BOUND),
              FrameFormat.of(null),
              () -> {});
    }

    /** Its buffers are objects of their own, each used once. */
    private EmbeddedChannel channel() {
      EmbeddedChannel made = new EmbeddedChannel(this, new WebSocket13FrameEncoder(false));
      made.config().setAllocator(UnpooledByteBufAllocator.DEFAULT);
      return made;
    }

    private OutboundQueue queue(EmbeddedChannel own) {
      return new OutboundQueue(
          own, writers.of(own.eventLoop()), TestSettings.of(BOUND), FrameFormat.of(null), () -> {});
    }

    void recover() {
      stalled = false;
      keeping = false;
      kept.forEach(this::read);
      kept.clear();
      untaken.forEach(ChannelPromise::setSuccess);
      untaken.clear();
    }

    @Override
    public void write(ChannelHandlerContext context, Object round, ChannelPromise promise) {
      ByteBuf buffer = (ByteBuf) round;
      sent.add(buffer);
      if (keeping) {
        kept.add(buffer);
      } else {
        read(buffer);
      }
      if (stalled || !kept.isEmpty()) {
        untaken.add(promise);
      } else {
        promise.setSuccess();
      }
    }

    private void read(ByteBuf buffer) {
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
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      flushes.incrementAndGet();
    }
  }
}
