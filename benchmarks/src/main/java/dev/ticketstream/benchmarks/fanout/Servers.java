package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.broadcaster.BroadcasterMain;
import dev.ticketstream.benchmarks.process.ChildProcess;
import dev.ticketstream.benchmarks.process.KafkaProcess;
import dev.ticketstream.testing.TestIssuer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Starts the contenders, and has what they need: an issuer, a broker, a Redis server. */
final class Servers implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 100;
  private static final String GATEWAY_CLASS =
      "dev.ticketstream.gateway.NotificationGatewayApplication";

  private final FanoutSettings settings;
  private final TestIssuer issuer = TestIssuer.start();
  private final KafkaProcess kafka;
  private final NodeReference node;
  private final Map<Contender, Server> kept = new EnumMap<>(Contender.class);
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param settings of the run
   */
  Servers(FanoutSettings settings) throws IOException, InterruptedException {
    this.settings = settings;
    Files.createDirectories(settings.folder());
    node = new NodeReference(settings);
    kafka = KafkaProcess.start(settings.folder(), "-Xmx512m", "-XX:+UseSerialGC");
  }

  /** Who signs tokens. */
  TestIssuer issuer() {
    return issuer;
  }

  /** Starts a contender and waits until it answers. A quick run starts each only once. */
  Server start(Contender contender) throws IOException, InterruptedException {
    Server running = kept.get(contender);
    if (running == null) {
      running = start(contender, freePort());
      if (running.kept()) {
        kept.put(contender, running);
      }
    }
    return running;
  }

  private Server start(Contender contender, int port) throws IOException, InterruptedException {
    return switch (contender) {
      case GATEWAY -> gateway(port);
      case SPRING -> spring(port);
      case BROADCASTER -> broadcaster(port);
      case NODE -> node.start(port, false);
      case NODE_CHANNELS -> node.start(port, true);
    };
  }

  private Server gateway(int port) throws IOException, InterruptedException {
    String topic = "events-" + UUID.randomUUID();
    KafkaPublisher events = KafkaPublisher.ofEvents(kafka.address(), topic);
    List<String> arguments = new ArrayList<>(settings.jvmFlags());
    arguments.addAll(gatewayProgram());
    arguments.addAll(
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.kafka.bootstrap-servers=" + kafka.address(),
            "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
            "--ticketstream.cursor.generate-key=true",
            // Keys are fetched with the first token; this process, which has them, may be busy.
            "--ticketstream.security.issuer-timeout=60s",
            // So many at once are the measurement, not an attack.
            "--ticketstream.gateway.handshake.per-second-max=100000",
            "--ticketstream.gateway.handshake.burst-max=100000",
            "--ticketstream.stream.topic=" + topic));
    arguments.addAll(settings.gatewaySettings());
    ChildProcess process = start("gateway", arguments);
    return ready(
        new Server(Contender.GATEWAY, process, port, events, settings.quick()),
        "/actuator/health/readiness");
  }

  /** The jar that this repository builds, or what the run was told to measure instead. */
  private List<String> gatewayProgram() throws IOException {
    String other = settings.gatewayFrom();
    if (other == null) {
      return List.of("-jar", jar("notification-gateway", "notification-gateway-").toString());
    }
    return other.endsWith(".jar") && !other.contains(File.pathSeparator)
        ? List.of("-jar", other)
        : List.of("-cp", other, GATEWAY_CLASS);
  }

  private Server spring(int port) throws IOException, InterruptedException {
    String topic = "events-" + UUID.randomUUID();
    KafkaPublisher events = KafkaPublisher.ofEvents(kafka.address(), topic);
    List<String> arguments = new ArrayList<>(settings.jvmFlags());
    arguments.addAll(
        List.of(
            "-jar",
            jar("benchmarks/spring-reference", "benchmarks-spring-reference-").toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.kafka.bootstrap-servers=" + kafka.address(),
            "--reference.topic=" + topic));
    ChildProcess process = start("spring-reference", arguments);
    return ready(
        new Server(Contender.SPRING, process, port, events, settings.quick()),
        "/graphql?query=%7Bready%7D");
  }

  private Server broadcaster(int port) throws IOException, InterruptedException {
    String topic = "payloads-" + UUID.randomUUID();
    KafkaPublisher events = KafkaPublisher.ofPayloads(kafka.address(), topic);
    List<String> arguments = new ArrayList<>(settings.jvmFlags());
    arguments.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BroadcasterMain.class.getName(),
            Integer.toString(port),
            kafka.address(),
            topic));
    ChildProcess process = start("broadcaster", arguments);
    try {
      process.awaitLine(BroadcasterMain.LISTENING, START_TIMEOUT);
      return new Server(Contender.BROADCASTER, process, port, events, settings.quick());
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      events.close();
      throw e;
    }
  }

  private ChildProcess start(String name, List<String> arguments) throws IOException {
    return ChildProcess.start(
        name, settings.folder(), Map.of(), pinned(settings, ChildProcess.javaCommand(arguments)));
  }

  /** The command with its core, if servers have one. */
  static List<String> pinned(FanoutSettings settings, List<String> command) {
    Integer core = settings.serverCore();
    if (core == null) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", core.toString()));
    pinned.addAll(command);
    return pinned;
  }

  /** Waits for any answer but an error of the server's. */
  private Server ready(Server server, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!answers(uri)) {
        server.process().requireAlive();
        if (System.nanoTime() > end) {
          throw new IllegalStateException(uri + " does not answer");
        }
        Thread.sleep(POLL_MILLIS);
      }
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.end();
      throw e;
    }
  }

  private boolean answers(URI uri) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(uri).timeout(START_TIMEOUT).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 500;
    } catch (IOException e) {
      return false;
    }
  }

  private Path jar(String module, String beginning) throws IOException {
    Path target = settings.home().resolve(module).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          // The executable jar is the larger one, whether or not it has a classifier.
          .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
          .orElseThrow(() -> new IllegalStateException("no jar in " + target));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    kept.values().forEach(Server::end);
    http.close();
    node.close();
    kafka.close();
    issuer.close();
  }
}
