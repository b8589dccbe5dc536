package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** What operations put into their connection's queue, and what they wait for there. */
class OperationTests implements OperationExecutor {

  private static final long BOUND = 100;
  private static final Viewer ALICE =
      new Viewer(new UserRef("alice", "", "", null), Set.of(), Set.of());

  private final HeldWrites socket = new HeldWrites();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(socket, new WebSocket13FrameEncoder(false));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LoopWriters writers = new LoopWriters(meters, 1_000, 1_000_000, 1_000_000);
  private final OutboundQueue queue =
      new OutboundQueue(
          channel,
          writers.of(channel.eventLoop()),
          TestSettings.of(BOUND),
          FrameFormat.of(null),
          () -> {});
  private final Operations operations =
      new Operations(
          queue, this, 10, new SessionMetrics(meters, new SessionRegistry(10, 10)), _ -> {});

  private final List<ResultSink> sinks = new ArrayList<>();
  private final List<String> called = new ArrayList<>();

  @BeforeEach
  void start() {
    subscribe("1");
    subscribe("2");
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Override
  public Mono<OperationResult> execute(Viewer viewer, String id, OperationRequest request) {
    return Mono.just(
        new OperationResult.Streaming(
            sink -> {
              sinks.add(sink);
              return Disposables.single();
            }));
  }

  @Override
  public EncodedPayload tooManyOperations(int operationsMax) {
    return json("[]");
  }

  @Override
  public EncodedPayload internalError() {
    return json("[]");
  }

  private void subscribe(String id) {
    operations.start(
        ALICE,
        new ClientMessage.Subscribe(id, new OperationRequest("s", null, Map.of(), Map.of())));
  }

  private static EncodedPayload json(String text) {
    return new EncodedPayload(text.getBytes(UTF_8));
  }

  private static OperationFailedException failure() {
    return new OperationFailedException(json("[]"));
  }

  /** The messages that were written, as far as they are short. */
  private List<String> written() {
    channel.runPendingTasks();
    List<String> messages = new ArrayList<>();
    for (ByteBuf round = channel.readOutbound(); round != null; round = channel.readOutbound()) {
      while (round.isReadable()) {
        int length = round.skipBytes(1).readUnsignedByte();
        messages.add(round.readCharSequence(length, UTF_8).toString());
      }
      round.release();
    }
    return messages;
  }

  /** A worker may be handing over a result when the stream's thread ends the operation. */
  @Test
  void writesNothingThatIsHandedOverAfterAnError() {
    sinks.get(0).next(json("1"));
    sinks.get(0).error(failure());
    sinks.get(0).next(json("2"));
    sinks.get(1).next(json("3"));
    assertThat(written())
        .containsExactly(
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":1}",
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[]}",
            "{\"id\":\"2\",\"type\":\"next\",\"payload\":3}");
    sinks.get(0).next(json("4"));
    assertThat(written()).isEmpty();
    assertThat(queue.waitingBytes()).isZero();
  }

  /** What is collected goes into the queue later than what ends the operation meanwhile. */
  @Test
  void writesNothingThatWasCollectedBeforeAnErrorAndHandedOverAfterIt() {
    sinks.get(0).nextOfMany(json("1"));
    sinks.get(0).error(failure());
    sinks.get(1).nextOfMany(json("2"));
    writers.handOver();
    assertThat(written())
        .containsExactly(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[]}",
            "{\"id\":\"2\",\"type\":\"next\",\"payload\":2}");
  }

  @Test
  void isSentToWithOthersIfNoOtherOperationOfItsConnectionIs() {
    assertThat(sinks.get(0).multicast(() -> {})).isSameAs(writers.of(channel.eventLoop()));
    assertThat(sinks.get(1).multicast(() -> {})).isNull();
    assertThat(sinks.get(0).multicast(() -> {})).isNotNull();
    sinks.get(0).complete();
    assertThat(sinks.get(0).multicast(() -> {})).isNull();
    assertThat(sinks.get(1).multicast(() -> {})).isNotNull();
  }

  @Test
  void isToldWhenItsPeerDoesNotTakeEverythingAtOnce() {
    Multicast multicast = requireNonNull(sinks.get(0).multicast(() -> called.add("behind")));
    multicast.send(json("1"), new Only(sinks.get(0)));
    assertThat(written()).hasSize(1);
    assertThat(called).isEmpty();
    socket.stall(true);
    multicast.send(json("2"), new Only(sinks.get(0)));
    channel.runPendingTasks();
    assertThat(called).containsExactly("behind");
  }

  private record Only(ResultSink sink) implements Recipients {

    @Override
    public int size() {
      return 1;
    }

    @Override
    public ResultSink sink(int place) {
      return sink;
    }
  }

  @Test
  void writesNothingThatIsHandedOverAfterTheCompletion() {
    sinks.get(0).complete();
    sinks.get(0).next(json("1"));
    assertThat(written()).containsExactly("{\"id\":\"1\",\"type\":\"complete\"}");
  }

  @Test
  void writesTheResultsOfALaterOperationWithTheSameId() {
    sinks.get(0).error(failure());
    subscribe("1");
    sinks.get(0).next(json("1"));
    sinks.get(2).next(json("2"));
    assertThat(written())
        .containsExactly(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[]}",
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":2}");
  }

  private void fill() {
    socket.stall(true);
    queue.offer(json("x".repeat((int) BOUND)));
    channel.runPendingTasks();
    assertThat(queue.hasRoom()).isFalse();
  }

  private Runnable call(String name) {
    return () -> called.add(name);
  }

  @Test
  void tellsEachOperationOnceOfRoomByWhatItAskedForLast() {
    fill();
    sinks.get(0).whenRoom(call("replaced"));
    sinks.get(0).whenRoom(call("first"));
    sinks.get(1).whenRoom(call("second"));
    assertThat(queue.waiters()).isEqualTo(2);
    assertThat(called).isEmpty();
    socket.stall(false);
    assertThat(called).containsExactlyInAnyOrder("first", "second");
    assertThat(queue.waiters()).isZero();
    sinks.get(0).whenRoom(call("at once"));
    assertThat(called).hasSize(3).contains("at once");
  }

  @Test
  void tellsNoOperationOfRoomThatHasEnded() {
    fill();
    sinks.get(0).whenRoom(call("completed"));
    sinks.get(1).whenRoom(call("failed"));
    operations.complete("1");
    sinks.get(1).error(failure());
    channel.runPendingTasks();
    sinks.get(0).whenRoom(call("late"));
    assertThat(queue.waiters()).isZero();
    socket.stall(false);
    assertThat(called).isEmpty();
  }
}
