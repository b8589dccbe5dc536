package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stack in {@code benchmarks/node}, and the Redis server that it needs. */
final class NodeReference implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final long INSTALL_MINUTES_MAX = 5;

  private final FanoutSettings settings;
  private @Nullable ChildProcess redis;
  private int redisPort;

  NodeReference(FanoutSettings settings) {
    this.settings = settings;
  }

  /** Says what is missing for it on this machine, if anything is. */
  static Optional<String> missing() {
    List<String> missing =
        Stream.of("node", "npm", "redis-server").filter(program -> !exists(program)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "there is no %s on this machine (for example apt-get install nodejs npm redis-server)"
                .formatted(String.join(", no ", missing)));
  }

  private static boolean exists(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Starts the server.
   *
   * @param port where it is to listen
   * @param channelPerTicket whether each ticket has a Redis channel
   */
  Server start(int port, boolean channelPerTicket) throws IOException, InterruptedException {
    missing()
        .ifPresent(
            what -> {
              throw new IllegalStateException(what);
            });
    install();
    startRedis();
    ChildProcess process =
        ChildProcess.start(
            "node",
            settings.folder(),
            Map.of(
                "PORT",
                Integer.toString(port),
                "REDIS_PORT",
                Integer.toString(redisPort),
                "SCHEMA",
                settings
                    .home()
                    .resolve(
                        "benchmarks/spring-reference/src/main/resources/graphql/schema.graphqls")
                    .toString(),
                "CHANNEL_PER_TICKET",
                channelPerTicket ? "1" : "0"),
            Servers.pinned(settings, List.of("node", sources().resolve("server.mjs").toString())));
    try {
      process.awaitLine("listening", START_TIMEOUT);
      return new Server(
          channelPerTicket ? Contender.NODE_CHANNELS : Contender.NODE,
          process,
          port,
          new RedisPublisher(redisPort, channelPerTicket),
          settings.quick());
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private Path sources() {
    return settings.home().resolve("benchmarks/node");
  }

  private void install() throws IOException, InterruptedException {
    if (Files.exists(sources().resolve("node_modules/.package-lock.json"))) {
      return;
    }
    Path log = settings.folder().resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(sources().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(INSTALL_MINUTES_MAX, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroy();
      throw new IllegalStateException("npm ci failed:\n" + Files.readString(log));
    }
  }

  private void startRedis() throws IOException, InterruptedException {
    if (redis != null) {
      return;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      redisPort = socket.getLocalPort();
    }
    ChildProcess started =
        ChildProcess.start(
            "redis",
            settings.folder(),
            Map.of(),
            List.of(
                "redis-server",
                "--port",
                Integer.toString(redisPort),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--client-output-buffer-limit",
                "pubsub 0 0 0"));
    redis = started;
    awaitRedis(started);
  }

  private void awaitRedis(ChildProcess started) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!started.log().contains("Ready to accept connections")) {
      started.requireAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Redis does not start: " + started.log());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() {
    if (redis != null) {
      redis.close();
    }
  }
}
