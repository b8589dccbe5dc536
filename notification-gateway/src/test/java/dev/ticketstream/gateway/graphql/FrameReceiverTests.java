package dev.ticketstream.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.wire.Client;
import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.EncodedPayload;
import dev.ticketstream.gateway.wire.Grant;
import dev.ticketstream.gateway.wire.HeldWrites;
import dev.ticketstream.gateway.wire.LoopWriters;
import dev.ticketstream.gateway.wire.OperationExecutor;
import dev.ticketstream.gateway.wire.OperationRequest;
import dev.ticketstream.gateway.wire.OperationResult;
import dev.ticketstream.gateway.wire.Session;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import dev.ticketstream.gateway.wire.SessionMetrics;
import dev.ticketstream.gateway.wire.SessionRegistry;
import dev.ticketstream.gateway.wire.SessionSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What becomes of frames whose turn comes later, before an executor that always fails. */
class FrameReceiverTests implements OperationExecutor {

  private static final int MESSAGE_MAX = 1_000;

  /** Less than an acknowledgement has. */
  private static final int OUTBOUND_MAX = 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HeldWrites socket = new HeldWrites();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(socket, new WebSocket13FrameEncoder(false));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SessionRegistry registry = new SessionRegistry(10, 10);
  private final List<CloseReason> closes = new ArrayList<>();
  private final RuntimeException failure = new IllegalStateException("broken on purpose");

  @BeforeEach
  void open() {
    channel.freezeTime();
    SessionSettings settings =
        new SessionSettings(
            MINUTE, MINUTE, MINUTE, MINUTE, 10, 50, MESSAGE_MAX, OUTBOUND_MAX, MINUTE, MINUTE);
    Viewer alice = new Viewer(new UserRef("alice", "", "", null), Set.of(), Set.of());
    Session session =
        new Session(
            channel,
            new Client(1, Instant.now(), null, null),
            closes::add,
            new SessionEnvironment(
                settings,
                _ -> Mono.just(new Grant(alice, Instant.now().plus(MINUTE), null)),
                _ -> false,
                this,
                registry,
                new SessionMetrics(meters, registry),
                new LoopWriters(meters, 1_000, 1_000_000, 1_000_000),
                Clock.systemUTC()),
            null);
    channel.pipeline().addLast(new FrameReceiver(session, MESSAGE_MAX));
    session.open();
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Override
  public Mono<OperationResult> execute(Viewer viewer, String id, OperationRequest request) {
    throw failure;
  }

  @Override
  public EncodedPayload tooManyOperations(int operationsMax) {
    throw failure;
  }

  @Override
  public EncodedPayload internalError() {
    throw failure;
  }

  private TextWebSocketFrame send(String message) {
    TextWebSocketFrame frame = new TextWebSocketFrame(message);
    channel.writeOneInbound(frame);
    channel.runPendingTasks();
    return frame;
  }

  private TextWebSocketFrame subscribe() {
    return send("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"q\"}}");
  }

  /** The client reads again, so its messages get their turns. */
  private void goOn() {
    socket.stall(false);
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runPendingTasks();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void closesTheConnectionAtOnceWhenAMessageMeetsAFault(int messagesBefore) {
    // The client does not read what it asked for: what it sends now waits.
    socket.stall(true);
    send("{\"type\":\"connection_init\"}");
    List<TextWebSocketFrame> frames = new ArrayList<>();
    for (int i = 0; i < messagesBefore; i++) {
      frames.add(send("{\"type\":\"pong\"}"));
    }
    frames.add(subscribe());
    frames.add(subscribe());
    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(closes).isEmpty();
    try (FaultWatch watch = new FaultWatch()) {
      goOn();
      assertThat(watch.faults()).singleElement().asString().contains("could not be taken");
    }
    assertThat(closes).containsExactly(CloseReason.of(CloseCode.INTERNAL_ERROR));
    assertThat(registry.size()).isZero();
    assertThat(frames).noneMatch(frame -> frame.refCnt() > 0);
    assertThat(
            meters
                .get("ticketstream.gateway.closes")
                .tags("code", "4500", "reason", "fault")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void closesTheConnectionWhenAMessageMeetsAFaultAsItComes() {
    send("{\"type\":\"connection_init\"}");
    assertThat(subscribe().refCnt()).isZero();
    assertThat(closes).containsExactly(CloseReason.of(CloseCode.INTERNAL_ERROR));
  }

  @Test
  void releasesWhatWaitsWhenTheClientGoes() {
    socket.stall(true);
    send("{\"type\":\"connection_init\"}");
    List<TextWebSocketFrame> frames = List.of(subscribe(), subscribe(), subscribe());
    channel.close();
    channel.runPendingTasks();
    assertThat(frames).noneMatch(frame -> frame.refCnt() > 0);
    assertThat(registry.size()).isZero();
    goOn();
    assertThat(closes).isEmpty();
  }
}
