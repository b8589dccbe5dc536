package dev.ticketstream.gateway.wire;

import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * One operation's results over HTTP as server-sent events: {@code graphql-sse}'s distinct
 * connections mode. It has the limits of a socket. Only a finished operation has a {@code complete}
 * event; when the gateway ends the connection, that is missing, and stock clients come again.
 */
public final class EventStream implements Connection, ResultSink {

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  private final Channel channel;
  private final Client client;
  private final Grant grant;
  private final SessionEnvironment environment;
  private final SessionSettings settings;
  private final Timers timers;
  private final PeerSilence silence;
  private final StreamOutput output;

  /** What ends with the stream; disposes at once of what comes too late. */
  private final Disposable.Composite running = Disposables.composite();

  // Of the event loop.
  private boolean released;
  private boolean completing;
  private boolean ending;
  private long pingedNanos;
  private long takenAtPing;

  /**
   * @param channel the connection that the response goes to
   * @param grant whose stream it is
   */
  public EventStream(Channel channel, Client client, Grant grant, SessionEnvironment environment) {
    this(channel, client, grant, environment, PeerSilence.of(channel));
  }

  EventStream(
      Channel channel,
      Client client,
      Grant grant,
      SessionEnvironment environment,
      PeerSilence silence) {
    this.channel = channel;
    this.client = client;
    this.grant = grant;
    this.environment = environment;
    this.settings = environment.settings();
    this.timers = new Timers(channel.eventLoop(), this::onTimeout);
    this.silence = silence;
    this.output =
        new StreamOutput(
            channel,
            environment.clock(),
            environment.writers().total(),
            settings.outboundBytesMax(),
            this::drain);
  }

  /**
   * Takes the stream in and starts its operation. Only for the event loop.
   *
   * @param request the operation
   * @return why it must not be, {@code null} if it may
   */
  public @Nullable CloseReason open(OperationRequest request) {
    SessionRegistry registry = environment.registry();
    CloseReason refusal = registry.open(this);
    if (refusal != null) {
      return refusal;
    }
    refusal = registry.admit(grant.viewer());
    if (refusal != null) {
      registry.remove(this, null);
      return refusal;
    }
    environment.metrics().operationStarted();
    if (!environment.authenticator().isGood(grant)) {
      release();
      return SessionRegistry.REVOKED;
    }
    timers.set(Timers.Name.PING, settings.firstPing());
    timers.set(
        Timers.Name.EXPIRY, Duration.between(Instant.now(environment.clock()), grant.expiresAt()));
    output.offer(StreamEvent.KEEP_ALIVE);
    running.add(
        environment
            .executor()
            .execute(grant.viewer(), Long.toString(client.id()), request)
            .subscribe(this::executed, this::error));
    return null;
  }

  /**
   * What is to be written, a piece at a time, each flushed; to be subscribed to once. The caller
   * says when that has ended, by {@link #finished}.
   */
  public Flux<byte[]> chunks() {
    return output.chunks();
  }

  /** Notes that the response is over, or the client gone. On any thread. */
  public void finished() {
    onEventLoop(
        () -> {
          if (!released && !ending) {
            environment.metrics().closedByClient();
          }
          release();
          output.close();
          timers.cancelAll();
        });
  }

  @Override
  public Client client() {
    return client;
  }

  @Override
  public Grant grant() {
    return grant;
  }

  @Override
  public ConnectionState state() {
    return new ConnectionState(
        ConnectionState.Protocol.EVENT_STREAM,
        client,
        grant,
        1,
        output.isAwaited() ? 1 : 0,
        output.waitingBytes(),
        output.isOverBound(),
        output.lastWrittenAt());
  }

  @Override
  public void close(CloseReason reason) {
    onEventLoop(
        () -> {
          if (!released && !ending) {
            environment.metrics().closed(reason.cause());
            end(StreamEvent.closed(reason));
          }
        });
  }

  @Override
  public boolean hasRoom() {
    return output.hasRoom();
  }

  @Override
  public void whenRoom(Runnable action) {
    output.whenRoom(action);
  }

  @Override
  public void next(EncodedPayload result) {
    output.offer(StreamEvent.next(result));
  }

  @Override
  public void nextOfMany(EncodedPayload result) {
    next(result);
  }

  @Override
  public void complete() {
    onEventLoop(
        () -> {
          completing = true;
          drain();
        });
  }

  @Override
  public void error(Throwable error) {
    switch (error) {
      case OperationFailedException failed -> fail(failed.errors());
      case ConnectionRefusedException refused -> close(refused.reason());
      default -> {
        log.error("Operation failed unexpectedly", error);
        fail(environment.executor().internalError());
      }
    }
  }

  private void executed(OperationResult result) {
    switch (result) {
      case OperationResult.Refused(EncodedPayload errors) -> fail(errors);
      case OperationResult.Single(EncodedPayload payload) -> {
        next(payload);
        complete();
      }
      case OperationResult.Streaming(ResultSource results) -> running.add(results.open(this));
    }
  }

  private void fail(EncodedPayload errors) {
    output.offer(StreamEvent.errors(errors));
    complete();
  }

  /** Writes what waits, as far as the socket takes it. */
  private void drain() {
    if (released) {
      return;
    }
    output.write();
    if (completing && output.isEmpty()) {
      end(StreamEvent.complete());
      return;
    }
    if (!output.isOverBound()) {
      timers.cancel(Timers.Name.SLOW);
    } else if (!timers.isSet(Timers.Name.SLOW)) {
      timers.set(Timers.Name.SLOW, settings.slowConsumerTimeout());
    }
  }

  private void onTimeout(Timers.Name name) {
    switch (name) {
      case PING -> {
        ping();
        timers.set(Timers.Name.PING, settings.pingInterval());
      }
      case PONG -> {
        if (output.waitingBytes() > 0 && output.takenBytes() == takenAtPing) {
          close(new CloseReason(CloseCause.PONG_TIMEOUT, "Nothing was read in time"));
        } else if (silence.isSince(Duration.ofNanos(nanoTime() - pingedNanos))) {
          close(new CloseReason(CloseCause.PONG_TIMEOUT, "No sign of life in time"));
        }
      }
      case SLOW ->
          close(new CloseReason(CloseCause.SLOW_CONSUMER, "Too slow: resume from the last cursor"));
      case EXPIRY -> close(new CloseReason(CloseCause.TOKEN_EXPIRED, "The token has expired"));
      case CLOSE -> {
        var _ = channel.close();
      }
      case INIT, EXPIRY_WARNING -> throw new IllegalStateException(name.name());
    }
  }

  /** Sends something, so that the peer's TCP has something to acknowledge. */
  private void ping() {
    if (output.waitingBytes() == 0) {
      output.offer(StreamEvent.KEEP_ALIVE);
    }
    if (!timers.isSet(Timers.Name.PONG)) {
      pingedNanos = nanoTime();
      takenAtPing = output.takenBytes();
      timers.set(Timers.Name.PONG, settings.pongTimeout());
    }
  }

  private long nanoTime() {
    return channel.eventLoop().ticker().nanoTime();
  }

  /** Writes what waits if it can, then this, and then nothing more. */
  private void end(byte[] last) {
    if (ending || released) {
      return;
    }
    ending = true;
    release();
    // A peer that does not read must not hold the socket.
    timers.set(Timers.Name.CLOSE, settings.closeTimeout());
    output.end(last);
  }

  private void release() {
    if (released) {
      return;
    }
    released = true;
    environment.registry().remove(this, grant.viewer());
    environment.metrics().operationEnded();
    timers.cancelAll();
    running.dispose();
  }

  private void onEventLoop(Runnable action) {
    if (channel.eventLoop().inEventLoop()) {
      action.run();
    } else {
      channel.eventLoop().execute(action);
    }
  }
}
