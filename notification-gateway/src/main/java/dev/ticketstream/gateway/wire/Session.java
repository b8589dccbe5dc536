package dev.ticketstream.gateway.wire;

import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One connection's state machine of the {@code graphql-transport-ws} protocol. Everything but
 * {@link #close} runs on the connection's event loop, so there are no locks.
 */
public final class Session implements Connection {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private enum State {
    OPENED,
    INITIALISING,
    READY,
    CLOSED
  }

  private final Channel channel;
  private final Client client;
  private final Consumer<CloseReason> closeFrameSender;
  private final SessionEnvironment environment;
  private final SessionSettings settings;
  private final SessionMetrics metrics;
  private final OutboundQueue queue;
  private final Operations operations;
  private final Timers timers;
  private final InboundPace pace;
  private final TokenCheck tokenCheck;
  private State state = State.OPENED;
  private volatile @Nullable Grant grant;

  /**
   * @param channel the connection
   * @param client who has connected
   * @param closeFrameSender sends a close frame and nothing after it
   * @param environment what all sessions share
   * @param compressor compresses results; {@code null} if the client takes none compressed
   */
  public Session(
      Channel channel,
      Client client,
      Consumer<CloseReason> closeFrameSender,
      SessionEnvironment environment,
      @Nullable PayloadCompressor compressor) {
    this.channel = channel;
    this.client = client;
    this.closeFrameSender = closeFrameSender;
    this.environment = environment;
    this.settings = environment.settings();
    this.metrics = environment.metrics();
    this.tokenCheck = new TokenCheck(environment.authenticator(), channel.eventLoop());
    this.timers = new Timers(channel.eventLoop(), this::onTimeout);
    this.queue =
        new OutboundQueue(
            channel,
            environment.writers().of(channel.eventLoop()),
            settings,
            FrameFormat.of(compressor),
            this::slowConsumer);
    this.pace = new InboundPace(queue, settings.messagesPerSecondMax());
    this.operations =
        new Operations(
            queue, environment.executor(), settings.operationsMax(), metrics, this::close);
  }

  /** Begins to wait for {@code connection_init}. */
  public void open() {
    CloseReason refusal = environment.registry().open(this);
    if (refusal == null) {
      timers.set(Timers.Name.INIT, settings.initTimeout());
    } else {
      close(refusal);
    }
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public @Nullable Grant grant() {
    return grant;
  }

  @Override
  public ConnectionState state() {
    return new ConnectionState(
        ConnectionState.Protocol.WEBSOCKET,
        client,
        grant,
        operations.size(),
        queue.waiters(),
        queue.waitingBytes(),
        queue.isOverBound(),
        queue.lastWrittenAt());
  }

  /**
   * Takes one message. The caller waits for the result before it reads the next one: that is how a
   * client is slowed down that sends too much, or does not read what it asked for.
   *
   * @param text the message, {@code null} if it was no text
   */
  public Mono<Void> receive(@Nullable String text) {
    if (state == State.CLOSED) {
      return Mono.empty();
    }
    metrics.messageReceived();
    Mono<Void> delay = pace.delay(() -> state != State.CLOSED);
    if (delay == null) {
      onMessage(text);
      return Mono.empty();
    }
    return delay.then(Mono.fromRunnable(() -> onMessage(text)));
  }

  /** Notes a WebSocket-level pong. */
  public void receivePong() {
    timers.cancel(Timers.Name.PONG);
  }

  /** Notes that the client is gone. */
  public void disconnected() {
    if (state != State.CLOSED) {
      metrics.closedByClient();
      release();
    }
  }

  /**
   * Notes that the connection was closed below the session, because of what the client sent.
   *
   * @param cause why
   */
  public void failed(CloseCause cause) {
    if (state != State.CLOSED) {
      count(cause);
      release();
    }
  }

  private void count(CloseCause cause) {
    if (state != State.READY) {
      metrics.refused(cause.code());
    }
    metrics.closed(cause);
  }

  @Override
  public void close(CloseReason reason) {
    if (!channel.eventLoop().inEventLoop()) {
      channel.eventLoop().execute(() -> close(reason));
      return;
    }
    if (state == State.CLOSED) {
      return;
    }
    count(reason.cause());
    log.debug("Closing a connection: {} {}", reason.code().code(), reason.text());
    release();
    queue.flush();
    closeFrameSender.accept(reason);
    // A peer that does not read never takes the close frame; it must not hold the socket.
    timers.set(Timers.Name.CLOSE, settings.closeTimeout());
  }

  private void onTimeout(Timers.Name name) {
    switch (name) {
      case INIT -> close(CloseReason.of(CloseCode.INIT_TIMEOUT));
      case PING -> {
        ping(ServerFrames.ping());
        timers.set(Timers.Name.PING, settings.pingInterval());
      }
      case PONG -> close(new CloseReason(CloseCause.PONG_TIMEOUT, "No pong in time"));
      case EXPIRY_WARNING -> {
        Grant current = grant;
        if (current != null) {
          ping(ServerFrames.expiryWarning(current));
        }
      }
      case EXPIRY -> close(new CloseReason(CloseCause.TOKEN_EXPIRED, "The token has expired"));
      case CLOSE -> {
        var _ = channel.close();
      }
      case SLOW -> throw new IllegalStateException(name.name());
    }
  }

  private void release() {
    Grant current = grant;
    environment.registry().remove(this, current == null ? null : current.viewer());
    state = State.CLOSED;
    timers.cancelAll();
    tokenCheck.stop();
    operations.abandonAll();
  }

  private void onMessage(@Nullable String text) {
    if (state == State.CLOSED) {
      return;
    }
    timers.cancel(Timers.Name.PONG);
    try {
      if (text == null) {
        throw new InvalidMessageException("Only text messages are supported");
      }
      onMessage(ClientMessageReader.read(text));
    } catch (InvalidMessageException e) {
      close(new CloseReason(CloseCode.BAD_REQUEST, String.valueOf(e.getMessage())));
    }
  }

  private void onMessage(ClientMessage message) {
    switch (message) {
      case ClientMessage.ConnectionInit(var payload) -> initialise(payload);
      case ClientMessage.Ping(var payload) -> pong(payload);
      case ClientMessage.Pong _ -> {}
      case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
      case ClientMessage.Complete(String id) -> operations.complete(id);
    }
  }

  private void initialise(Map<String, Object> payload) {
    if (state != State.OPENED) {
      close(CloseReason.of(CloseCode.TOO_MANY_INITS));
      return;
    }
    state = State.INITIALISING;
    timers.cancel(Timers.Name.INIT);
    tokenCheck.start(payload, this::acknowledge, this::close);
  }

  private void acknowledge(Grant granted) {
    CloseReason refusal = environment.registry().admit(granted.viewer());
    if (refusal != null) {
      close(refusal);
      return;
    }
    grant = granted;
    // Only now does a revocation find this connection; one that came before must not be missed.
    if (!tokenCheck.isGood(granted)) {
      close(SessionRegistry.REVOKED);
      return;
    }
    state = State.READY;
    metrics.acknowledged();
    queue.offer(ServerFrames.connectionAck(granted));
    timers.set(Timers.Name.PING, settings.firstPing());
    keep(granted);
  }

  private void subscribe(ClientMessage.Subscribe subscribe) {
    Grant current = grant;
    if (state == State.READY && current != null) {
      operations.start(current.viewer(), subscribe);
    } else {
      close(CloseReason.of(CloseCode.UNAUTHORIZED));
    }
  }

  private void ping(EncodedPayload ping) {
    queue.offer(ping);
    if (!timers.isSet(Timers.Name.PONG)) {
      timers.set(Timers.Name.PONG, settings.pongTimeout());
    }
  }

  private void pong(Map<String, Object> payload) {
    Grant current = grant;
    if (state == State.READY && current != null && environment.renewal().test(payload)) {
      tokenCheck.renew(current, payload, this::renew, this::refuseRenewal);
    } else {
      queue.offer(ServerFrames.pong());
    }
  }

  private void renew(Grant fresh) {
    keep(fresh);
    if (tokenCheck.isGood(fresh)) {
      queue.offer(ServerFrames.renewed(fresh));
    } else {
      close(SessionRegistry.REVOKED);
    }
  }

  /** An issuer that is away is no reason to lose a connection whose token is still good. */
  private void refuseRenewal(CloseReason reason) {
    if (reason.code() == CloseCode.TRY_AGAIN_LATER) {
      log.debug("A connection could not be renewed now: {}", reason.text());
      queue.offer(ServerFrames.pong());
    } else {
      close(reason);
    }
  }

  private void keep(Grant current) {
    grant = current;
    Duration left = Duration.between(Instant.now(environment.clock()), current.expiresAt());
    // Not at once when a token lives shorter: clients would renew theirs without a pause.
    Duration half = left.dividedBy(2);
    Duration warning = left.minus(settings.expiryWarning());
    timers.set(Timers.Name.EXPIRY_WARNING, warning.compareTo(half) > 0 ? warning : half);
    timers.set(Timers.Name.EXPIRY, left);
  }

  private void slowConsumer() {
    close(new CloseReason(CloseCause.SLOW_CONSUMER, "Too slow: resume from the last cursor"));
  }
}
