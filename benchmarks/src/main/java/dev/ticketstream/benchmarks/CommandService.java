package dev.ticketstream.benchmarks;

import dev.ticketstream.benchmarks.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ticket command service as it is deployed: its jar, in a JVM of its own. */
final class CommandService implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Pattern BACKLOG =
      Pattern.compile("^ticketstream_relay_backlog\\S*\\s+(\\S+)$", Pattern.MULTILINE);

  private final ChildProcess process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private CommandService(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the service and waits until it is ready.
   *
   * @param folder where its log goes
   * @param jar the executable jar
   * @param jvmFlags e.g. {@code -Xmx512m}
   * @param settings Spring Boot's command line
   */
  static CommandService start(Path folder, Path jar, List<String> jvmFlags, List<String> settings)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> arguments = new ArrayList<>(jvmFlags);
    arguments.add("-jar");
    arguments.add(jar.toString());
    arguments.add("--server.port=" + port);
    arguments.add("--server.address=127.0.0.1");
    arguments.addAll(settings);
    CommandService service =
        new CommandService(ChildProcess.java("command-service", folder, arguments), port);
    try {
      service.awaitReady();
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  int port() {
    return port;
  }

  /** CPU time that the service has used so far. */
  Duration cpuTime() {
    return process.cpuTime();
  }

  /** Waits until the relay has published everything that is committed. */
  void awaitRelayed(Duration atMost) throws IOException, InterruptedException {
    await("the relay has events left", atMost, () -> backlog() == 0);
  }

  private double backlog() throws InterruptedException {
    try {
      Matcher metric = BACKLOG.matcher(get("/actuator/prometheus").body());
      return metric.find() ? Double.parseDouble(metric.group(1)) : Double.NaN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    await("the command service is not ready", START_TIMEOUT, this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/actuator/health/readiness").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private void await(String otherwise, Duration atMost, Condition condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      process.requireAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(otherwise + " after " + atMost);
      }
      Thread.sleep(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }
}
