package dev.ticketstream.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/** A stream on an event loop whose clock is told the time, before a scripted executor. */
class EventStreamTests {

  private static final OperationRequest REQUEST =
      new OperationRequest("subscription", null, Map.of(), Map.of());

  private static final long TOTAL_BYTES_MAX = 5000;

  private final HeldWrites socket = new HeldWrites();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SessionRegistry registry = new SessionRegistry(3, 2);
  private final Disposable source = Disposables.single();
  private final StringBuilder received = new StringBuilder();
  private OperationResult result = new OperationResult.Streaming(_ -> source);
  private boolean good = true;
  private boolean completed;
  private Duration silence = Duration.ZERO;

  private final SessionEnvironment environment =
      new SessionEnvironment(
          new SessionSettings(
              Duration.ofSeconds(10),
              Duration.ofSeconds(25),
              Duration.ofSeconds(15),
              Duration.ofSeconds(60),
              100,
              50,
              64 * 1024,
              1000,
              Duration.ofSeconds(5),
              Duration.ofSeconds(2)),
          new ConnectionAuthenticator() {
            @Override
            public Mono<Grant> authenticate(Map<String, Object> payload) {
              return Mono.empty();
            }

            @Override
            public boolean isGood(Grant grant) {
              return good;
            }
          },
          _ -> false,
          new OperationExecutor() {
            @Override
            public Mono<OperationResult> execute(
                Viewer viewer, String id, OperationRequest request) {
              return Mono.fromSupplier(() -> result);
            }

            @Override
            public EncodedPayload tooManyOperations(int operationsMax) {
              return json("[]");
            }

            @Override
            public EncodedPayload internalError() {
              return json("[{\"message\":\"Internal error\"}]");
            }
          },
          registry,
          new SessionMetrics(meters, registry),
          new LoopWriters(meters, 1000, TOTAL_BYTES_MAX, TOTAL_BYTES_MAX),
          Clock.systemUTC());

  @BeforeEach
  void stopTheClock() {
    channel.pipeline().addLast(socket);
    channel.pipeline().addLast(NettyPipeline.HttpCodec, new ChannelDuplexHandler());
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  private static EncodedPayload json(String text) {
    return new EncodedPayload(text.getBytes(UTF_8));
  }

  private EventStream stream(Duration tokenLife) {
    Viewer viewer = new Viewer(new UserRef("alice", "", "", null), Set.of(), Set.of());
    return new EventStream(
        channel,
        registry.client(Instant.now(), null, "curl"),
        new Grant(viewer, Instant.now().plus(tokenLife), null),
        environment,
        () -> silence);
  }

  private EventStream opened(Duration tokenLife) {
    EventStream stream = stream(tokenLife);
    assertThat(stream.open(REQUEST)).isNull();
    stream
        .chunks()
        .doOnComplete(
            () -> {
              completed = true;
              stream.finished();
            })
        .subscribe(chunk -> received.append(new String(chunk, UTF_8)));
    channel.runPendingTasks();
    return stream;
  }

  private String received() {
    channel.runPendingTasks();
    String text = received.toString();
    received.setLength(0);
    return text;
  }

  private void advance(long seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
  }

  private double closes(String reason) {
    return meters.get("ticketstream.gateway.closes").tag("reason", reason).counter().count();
  }

  private double gauge(String name) {
    return meters.get("ticketstream.gateway." + name).gauge().value();
  }

  private double count(String name) {
    return meters.get("ticketstream.gateway." + name).counter().count();
  }

  @Test
  void sendsResultsAsTheyComeAndThenThatItIsComplete() {
    EventStream stream = opened(Duration.ofHours(1));
    assertThat(received()).isEqualTo(":\n\n");
    stream.next(json("{\"data\":1}"));
    stream.nextOfMany(json("{\"data\":2}"));
    assertThat(received())
        .isEqualTo("event: next\ndata: {\"data\":1}\n\nevent: next\ndata: {\"data\":2}\n\n");
    stream.complete();
    assertThat(received()).isEqualTo("event: complete\ndata: \n\n");
    assertThat(completed).isTrue();
    assertThat(registry.size()).isZero();
    assertThat(meters.get("ticketstream.gateway.operations").gauge().value()).isZero();
  }

  @Test
  void reportsErrorsAsAResult() {
    result = new OperationResult.Refused(json("[{\"message\":\"no\"}]"));
    opened(Duration.ofHours(1));
    assertThat(received())
        .isEqualTo(
            ":\n\nevent: next\ndata: {\"errors\":[{\"message\":\"no\"}]}\n\n"
                + "event: complete\ndata: \n\n");
    assertThat(completed).isTrue();
  }

  /** A worker may be handing over a result when the stream's thread ends the operation. */
  @Test
  void sendsNothingThatIsHandedOverAfterAnError() {
    EventStream stream = opened(Duration.ofHours(1));
    received();
    socket.stall(true);
    stream.next(json("1"));
    channel.runPendingTasks();
    stream.next(json("2"));
    stream.error(new OperationFailedException(json("[]")));
    stream.next(json("3"));
    socket.stall(false);
    assertThat(received())
        .isEqualTo(
            "event: next\ndata: 1\n\nevent: next\ndata: 2\n\n"
                + "event: next\ndata: {\"errors\":[]}\n\nevent: complete\ndata: \n\n");
    assertThat(gauge("queue.bytes")).isZero();
    assertThat(count("frames.dropped")).isEqualTo(1);
  }

  @Test
  void hidesAFaultOfItsOwn() {
    EventStream stream = opened(Duration.ofHours(1));
    stream.error(new IllegalStateException("secret"));
    assertThat(received()).contains("Internal error", "event: complete").doesNotContain("secret");
  }

  @Test
  void endsWithoutCompletionWhenTheGatewayEndsIt() {
    EventStream stream = opened(Duration.ofHours(1));
    received();
    stream.next(json("1"));
    stream.close(CloseReason.of(CloseCode.SERVICE_RESTART));
    assertThat(received()).isEqualTo("event: next\ndata: 1\n\n: 1012 Service restart\n\n");
    assertThat(completed).isTrue();
    assertThat(source.isDisposed()).isTrue();
    assertThat(registry.size()).isZero();
    assertThat(closes("drain")).isEqualTo(1);
    stream.next(json("2"));
    stream.close(CloseReason.of(CloseCode.SERVICE_RESTART));
    advance(10);
    assertThat(received()).isEmpty();
    assertThat(closes("drain")).isEqualTo(1);
    assertThat(channel.isOpen()).as("the connection may serve another request").isTrue();
  }

  @Test
  void endsWhenTheTokenExpires() {
    opened(Duration.ofSeconds(30));
    advance(29);
    assertThat(completed).isFalse();
    advance(2);
    assertThat(received()).endsWith(": 4403 The token has expired\n\n");
    assertThat(closes("token_expired")).isEqualTo(1);
  }

  @Test
  void keepsTheConnectionAlive() {
    opened(Duration.ofHours(1));
    received();
    advance(100);
    assertThat(received()).isIn(":\n\n".repeat(4), ":\n\n".repeat(5), ":\n\n".repeat(3));
  }

  @Test
  void holdsResultsBackWhileTheClientReadsNothingAndThenGoesOn() {
    EventStream stream = opened(Duration.ofHours(1));
    received();
    socket.stall(true);
    AtomicInteger relieved = new AtomicInteger();
    stream.next(json("first"));
    assertThat(received()).contains("first");
    stream.next(json("x".repeat(2000)));
    assertThat(stream.hasRoom()).isFalse();
    stream.whenRoom(relieved::incrementAndGet);
    advance(4);
    assertThat(received()).as("while the first one is on its way").isEmpty();
    assertThat(relieved.get()).isZero();
    assertThat(stream.state().overBound()).isTrue();
    assertThat(stream.state().heldBack()).isEqualTo(1);
    assertThat(stream.state().queuedBytes()).isGreaterThan(2000);
    socket.stall(false);
    assertThat(received()).contains("xxx");
    assertThat(relieved.get()).isEqualTo(1);
    assertThat(stream.hasRoom()).isTrue();
    advance(30);
    assertThat(completed).isFalse();
  }

  @Test
  void endsWhenTheClientReadsTooLittleForTooLong() {
    EventStream stream = opened(Duration.ofHours(1));
    socket.stall(true);
    stream.next(json("x".repeat(2000)));
    channel.runPendingTasks();
    advance(4);
    assertThat(completed).isFalse();
    advance(2);
    assertThat(closes("slow_consumer")).isEqualTo(1);
    assertThat(registry.size()).isZero();
    assertThat(source.isDisposed()).isTrue();
  }

  @Test
  void countsWhatWaitsUntilTheSocketHasTakenIt() {
    EventStream stream = opened(Duration.ofHours(1));
    received();
    double frames = count("frames.sent");
    double bytes = count("bytes.sent");
    socket.stall(true);
    stream.next(json("1"));
    int length = "event: next\ndata: 1\n\n".length();
    assertThat(gauge("queue.bytes")).as("handed over").isEqualTo(length);
    channel.runPendingTasks();
    assertThat(gauge("queue.bytes")).as("on its way").isEqualTo(length);
    stream.next(json("2"));
    stream.next(json("3"));
    channel.runPendingTasks();
    assertThat(gauge("queue.bytes")).as("waiting").isEqualTo(3 * length);
    assertThat(stream.state().queuedBytes()).isEqualTo(3 * length);
    assertThat(count("frames.sent") - frames).isEqualTo(1);
    socket.stall(false);
    channel.runPendingTasks();
    assertThat(gauge("queue.bytes")).isZero();
    assertThat(count("frames.sent") - frames).isEqualTo(3);
    assertThat(count("bytes.sent") - bytes).isEqualTo(3 * length);
    assertThat(received()).contains("data: 2\n\nevent: next\ndata: 3");
  }

  @Test
  void countsNothingThatNobodyWillWrite() {
    EventStream stream = opened(Duration.ofHours(1));
    received();
    socket.stall(true);
    stream.next(json("1"));
    channel.runPendingTasks();
    stream.next(json("2"));
    stream.finished();
    stream.next(json("3"));
    channel.runPendingTasks();
    assertThat(count("frames.dropped")).isEqualTo(2);
    socket.stall(false);
    assertThat(gauge("queue.bytes")).isZero();
    assertThat(received()).isEqualTo("event: next\ndata: 1\n\n");
  }

  @Test
  void countsForWhatAllConnectionsMayHaveTogether() {
    EventStream slow = opened(Duration.ofHours(1));
    EventStream idle = opened(Duration.ofHours(1));
    received();
    socket.stall(true);
    idle.next(json("1"));
    channel.runPendingTasks();
    assertThat(idle.hasRoom()).as("little waits, for it and in all").isTrue();
    slow.next(json("x".repeat((int) TOTAL_BYTES_MAX)));
    channel.runPendingTasks();
    assertThat(idle.hasRoom()).isFalse();
    assertThat(idle.state().overBound()).as("over its own bound").isFalse();
    advance(6);
    assertThat(closes("slow_consumer")).as("only of the slow one").isEqualTo(1);
    socket.stall(false);
    assertThat(idle.hasRoom()).isTrue();
  }

  @Test
  void endsWhenThePeersTcpDoesNotAcknowledgeAPing() {
    opened(Duration.ofHours(1));
    advance(120);
    assertThat(completed).isFalse();
    silence = Duration.ofSeconds(16);
    advance(41);
    assertThat(closes("pong_timeout")).isEqualTo(1);
    assertThat(received()).endsWith(": 4499 No sign of life in time\n\n");
    assertThat(registry.size()).isZero();
  }

  @Test
  void endsWhenTheSocketTakesNoPing() {
    opened(Duration.ofHours(1));
    socket.stall(true);
    advance(41);
    assertThat(closes("pong_timeout")).isEqualTo(1);
    assertThat(registry.size()).isZero();
  }

  @Test
  void closesAConnectionThatDoesNotTakeTheEnd() {
    EventStream stream = stream(Duration.ofHours(1));
    assertThat(stream.open(REQUEST)).isNull();
    stream.chunks().subscribe();
    stream.close(CloseReason.of(CloseCode.SERVICE_RESTART));
    advance(1);
    assertThat(channel.isOpen()).isTrue();
    advance(2);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void freesEverythingWhenTheClientGoes() {
    EventStream stream = opened(Duration.ofHours(1));
    stream.finished();
    assertThat(source.isDisposed()).isTrue();
    assertThat(registry.size()).isZero();
    assertThat(closes("client")).isEqualTo(1);
    stream.next(json("1"));
    advance(60);
    assertThat(channel.runScheduledPendingTasks()).as("no timer is left").isEqualTo(-1);
  }

  @Test
  void isRefusedOverALimitOrWhenRevokedMeanwhile() {
    opened(Duration.ofHours(1));
    opened(Duration.ofHours(1));
    assertCause(stream(Duration.ofHours(1)).open(REQUEST), CloseCause.USER_FULL);
    assertThat(registry.size()).isEqualTo(2);
    registry.drain(Duration.ofMillis(10)).block(Duration.ofSeconds(20));
    channel.runPendingTasks();
    assertThat(registry.size()).isZero();
    assertCause(stream(Duration.ofHours(1)).open(REQUEST), CloseCause.DRAIN);
  }

  @Test
  void isRefusedWhenItWasRevokedMeanwhile() {
    good = false;
    assertCause(stream(Duration.ofHours(1)).open(REQUEST), CloseCause.USER_REVOKED);
    assertThat(registry.size()).isZero();
  }

  private static void assertCause(@Nullable CloseReason reason, CloseCause cause) {
    assertThat(reason).isNotNull().extracting(CloseReason::cause).isEqualTo(cause);
  }
}
