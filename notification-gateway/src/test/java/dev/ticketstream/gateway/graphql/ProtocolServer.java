package dev.ticketstream.gateway.graphql;

import static dev.ticketstream.events.fixtures.EventFixtures.ADMIN;

import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.ConnectionRefusedException;
import dev.ticketstream.gateway.wire.EncodedPayload;
import dev.ticketstream.gateway.wire.Grant;
import dev.ticketstream.gateway.wire.LoopWriters;
import dev.ticketstream.gateway.wire.OperationExecutor;
import dev.ticketstream.gateway.wire.OperationRequest;
import dev.ticketstream.gateway.wire.OperationResult;
import dev.ticketstream.gateway.wire.PayloadCompressor;
import dev.ticketstream.gateway.wire.SessionEnvironment;
import dev.ticketstream.gateway.wire.SessionMetrics;
import dev.ticketstream.gateway.wire.SessionRegistry;
import dev.ticketstream.gateway.wire.SessionSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * The WebSocket endpoint alone on a free port, before a scripted executor and authenticator: fast
 * enough that every test has its own, with its own limits.
 *
 * <p>Tokens are {@code user} or {@code user:secondsToLive}, {@code bad} is refused, {@code
 * unchecked} meets an issuer that is away, and {@code pending} is never decided. Documents are
 * {@code single}, {@code refused}, {@code never}, {@code broken}, {@code big:<count>}, or {@code
 * stream:<name>}, which {@link #stream} feeds.
 */
final class ProtocolServer implements AutoCloseable, OperationExecutor {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
  private static final int BIG_PAYLOAD_BYTES = 16 * 1024;
  private static final int COMPRESSED_BYTES_MIN = 256;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SessionRegistry sessions;
  final AtomicInteger bigPayloadsSent = new AtomicInteger();
  private final Map<String, Sinks.Many<String>> streams = new ConcurrentHashMap<>();
  private final DisposableServer server;

  ProtocolServer() {
    this(UnaryOperator.identity());
  }

  ProtocolServer(UnaryOperator<Limits> change) {
    Limits limits = change.apply(new Limits());
    sessions = new SessionRegistry(limits.connectionsMax, limits.connectionsPerUserMax);
    SessionSettings settings = limits.settings();
    GraphQlTransportWsHandler handler =
        new GraphQlTransportWsHandler(
            new SessionEnvironment(
                settings,
                this::authenticate,
                payload -> payload.containsKey("authToken"),
                this,
                sessions,
                new SessionMetrics(meters, sessions),
                new LoopWriters(meters, 65_536, 256 * 1024, 64L * 1024 * 1024),
                Clock.systemUTC()),
            new PayloadCompressor(meters, COMPRESSED_BYTES_MIN));
    HandshakeWebSocketService upgrade =
        new HandshakeWebSocketService(
            new ChannelUpgradeStrategy(settings.messageBytesMax(), limits.compression));
    server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(
                    WebHttpHandlerBuilder.webHandler(
                            exchange ->
                                // As behind a filter that changes threads.
                                Mono.just(exchange)
                                    .publishOn(Schedulers.parallel())
                                    .flatMap(each -> upgrade.handleRequest(each, handler)))
                        .build()))
            .bindNow();
  }

  /** The settings' defaults, shortened where a test would have to wait. */
  static final class Limits {
    Duration initTimeout = Duration.ofSeconds(10);
    Duration pingInterval = Duration.ofSeconds(25);
    Duration pongTimeout = Duration.ofSeconds(15);
    Duration expiryWarning = Duration.ofSeconds(60);
    int operationsMax = 100;
    int messagesPerSecondMax = 50;
    int messageBytesMax = 64 * 1024;
    long outboundBytesMax = 256 * 1024;
    Duration slowConsumerTimeout = Duration.ofSeconds(5);
    int connectionsMax = 1000;
    int connectionsPerUserMax = 20;
    boolean compression = false;

    private SessionSettings settings() {
      return new SessionSettings(
          initTimeout,
          pingInterval,
          pongTimeout,
          expiryWarning,
          operationsMax,
          messagesPerSecondMax,
          messageBytesMax,
          outboundBytesMax,
          slowConsumerTimeout,
          Duration.ofSeconds(1));
    }
  }

  URI uri() {
    return URI.create("ws://localhost:" + server.port() + "/graphql");
  }

  int port() {
    return server.port();
  }

  TestSocket socket() {
    return TestSocket.open(uri());
  }

  /** A connected socket of a user. */
  TestSocket connected(String token) {
    return socket().connected(token);
  }

  /** The source behind {@code stream:<name>}. */
  Sinks.Many<String> stream(String name) {
    return streams.computeIfAbsent(
        name, _ -> Sinks.many().multicast().onBackpressureBuffer(1024, false));
  }

  @Override
  public void close() {
    server.disposeNow();
  }

  private Mono<Grant> authenticate(Map<String, Object> payload) {
    String token =
        payload.containsKey("authToken")
            ? String.valueOf(payload.get("authToken"))
            : String.valueOf(payload.get("Authorization")).replace("Bearer ", "");
    return switch (token) {
      case "bad" ->
          Mono.error(new ConnectionRefusedException(CloseCode.FORBIDDEN, "The token was refused"));
      case "unchecked" ->
          Mono.error(
              new ConnectionRefusedException(
                  CloseCode.TRY_AGAIN_LATER, "Tokens cannot be checked"));
      case "pending" -> Mono.never();
      default -> Mono.just(grant(token));
    };
  }

  private static Grant grant(String token) {
    String[] parts = token.split(":", -1);
    Duration life = parts.length > 1 ? Duration.ofSeconds(Long.parseLong(parts[1])) : TOKEN_LIFE;
    Set<Role> roles = parts.length > 2 ? Set.of(Role.valueOf(parts[2])) : Set.of(Role.AGENT);
    return new Grant(
        new Viewer(
            new dev.ticketstream.events.UserRef(parts[0], ADMIN.firstName(), "", null),
            roles,
            Set.of()),
        Instant.now().plus(life),
        Instant.now());
  }

  @Override
  public Mono<OperationResult> execute(Viewer viewer, String id, OperationRequest request) {
    String[] query = request.query().split(":", 2);
    return switch (query[0]) {
      case "single" ->
          Mono.just(
              new OperationResult.Single(
                  json("{\"data\":{\"me\":\"%s\"}}".formatted(viewer.id()))));
      case "refused" -> Mono.just(new OperationResult.Refused(json("[{\"message\":\"no\"}]")));
      case "never" -> Mono.never();
      case "broken" -> Mono.error(new IllegalStateException("broken on purpose"));
      case "big" ->
          Mono.just(
              new OperationResult.Streaming(new FluxResults(big(Integer.parseInt(query[1])))));
      case "stream" ->
          Mono.just(
              new OperationResult.Streaming(
                  new FluxResults(
                      stream(query[1])
                          .asFlux()
                          .map(event -> json("{\"data\":{\"event\":\"%s\"}}".formatted(event))))));
      default -> throw new IllegalArgumentException(request.query());
    };
  }

  private Flux<EncodedPayload> big(int count) {
    EncodedPayload payload =
        json("{\"data\":{\"event\":\"%s\"}}".formatted("x".repeat(BIG_PAYLOAD_BYTES)));
    return Flux.range(0, count)
        .map(
            _ -> {
              bigPayloadsSent.incrementAndGet();
              return payload;
            });
  }

  @Override
  public EncodedPayload tooManyOperations(int operationsMax) {
    return json("[{\"message\":\"at most %d\"}]".formatted(operationsMax));
  }

  @Override
  public EncodedPayload internalError() {
    return json("[{\"message\":\"Internal error\"}]");
  }

  private static EncodedPayload json(String text) {
    return new EncodedPayload(text.getBytes(StandardCharsets.UTF_8));
  }
}
