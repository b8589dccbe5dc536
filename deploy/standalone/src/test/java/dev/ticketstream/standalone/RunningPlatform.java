package dev.ticketstream.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The platform as a user runs it: through the scripts, as processes of its own. */
final class RunningPlatform {

  static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Path SCRIPTS =
      Path.of(System.getProperty("ticketstream.home"), "deploy", "standalone").normalize();

  private final Path dataDir;
  private final Path output;
  private final List<Integer> ports;
  private @Nullable Process launcher;

  RunningPlatform(Path temp) throws IOException {
    this.dataDir = temp.resolve("data");
    this.output = temp.resolve("up.out");
    this.ports = freePorts(6);
  }

  Path dataDir() {
    return dataDir;
  }

  int commandPort() {
    return ports.get(1);
  }

  int gatewayPort() {
    return ports.get(2);
  }

  List<Integer> ports() {
    return ports;
  }

  String kafkaBootstrapServers() {
    return "127.0.0.1:" + ports.get(4);
  }

  URI gatewaySocket() {
    return URI.create("ws://localhost:%d/graphql".formatted(gatewayPort()));
  }

  /** The positions of all events in the event store, in the order in which they were stored. */
  List<StreamPosition> storedEvents() throws Exception {
    List<StreamPosition> positions = new ArrayList<>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select ticket_id, version from ticket_event order by seq")) {
      while (rows.next()) {
        positions.add(new StreamPosition(rows.getString(1), rows.getInt(2)));
      }
    }
    return positions;
  }

  Process launcher() {
    return requireNonNull(launcher, "not launched");
  }

  /** Starts {@code up} without waiting for it. */
  void launch(String... options) throws IOException {
    List<String> command = new ArrayList<>(up());
    command.addAll(List.of(options));
    Files.deleteIfExists(output);
    launcher =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Starts the platform and waits until it is ready; does nothing if it runs already. */
  void start() throws IOException {
    Process running = launcher;
    if (running != null && running.isAlive()) {
      return;
    }
    launch();
    awaitOutput("Ticketstream is ready after");
  }

  void awaitOutput(String text) {
    await()
        .atMost(PATIENCE)
        .until(() -> output().contains(text) || (!launcher().isAlive() && fail()));
  }

  private boolean fail() throws IOException {
    throw new AssertionError(
        "the launcher ended with " + launcher().exitValue() + ":\n" + output());
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** The process of a part, as the ledger names it. */
  Optional<ProcessHandle> part(String name) throws IOException {
    try (Stream<String> lines = Files.lines(dataDir.resolve("launcher.processes"))) {
      return lines
          .filter(line -> line.endsWith(" " + name))
          .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .findFirst();
    }
  }

  List<ProcessHandle> parts() throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    for (String name : List.of("postgresql", "kafka", "command-service", "gateway")) {
      part(name).ifPresent(found::add);
    }
    return found;
  }

  List<String> up() {
    List<String> command = new ArrayList<>(script("up"));
    command.add("--no-build");
    List<String> names =
        List.of("console", "command", "gateway", "postgres", "kafka", "kafka-controller");
    for (int i = 0; i < names.size(); i++) {
      command.add("--port-" + names.get(i));
      command.add(ports.get(i).toString());
    }
    return command;
  }

  List<String> script(String name) {
    return List.of(SCRIPTS.resolve(name).toString(), "--data-dir", dataDir.toString());
  }

  /** Stops the platform as Ctrl-C does, and waits for the end. */
  void stop() throws InterruptedException {
    launcher().destroy();
    assertThat(launcher().waitFor(PATIENCE)).isTrue();
  }

  /** Starts an import without waiting for it. */
  Process startImport(Path log, Path output) throws IOException {
    List<String> command = new ArrayList<>(script("import"));
    command.add(log.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Runs a command to its end. */
  static Result run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    return new Result(process.waitFor(), text);
  }

  Result importLog(Path log, String... options) throws Exception {
    List<String> command = new ArrayList<>(script("import"));
    command.addAll(List.of(options));
    command.add(log.toString());
    return run(command);
  }

  /**
   * All rows of all tables of the read model, which the catalogue names, with all their columns.
   */
  Map<String, List<String>> readModel() throws Exception {
    Map<String, List<String>> dump = new TreeMap<>();
    try (Connection connection = connect()) {
      for (String table : readModelTables(connection)) {
        dump.put(
            table,
            texts(connection, "select to_jsonb(t)::text from %s t order by 1".formatted(table)));
      }
    }
    return dump;
  }

  void truncateReadModel() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate " + String.join(", ", readModelTables(connection)));
    }
  }

  private static List<String> readModelTables(Connection connection) throws SQLException {
    return texts(
        connection,
        "select relname from pg_class where obj_description(oid, 'pg_class') like 'read model%'");
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private Connection connect() throws Exception {
    String password = Files.readString(dataDir.resolve("secrets/postgres-password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/ticketstream".formatted(ports.get(3)),
        "ticketstream",
        password);
  }

  Result rebuild(String... options) throws Exception {
    List<String> command = new ArrayList<>(script("rebuild"));
    command.addAll(List.of(options));
    return run(command);
  }

  String token(String user) throws Exception {
    List<String> command = new ArrayList<>(script("token"));
    command.add(user);
    Result result = run(command);
    assertThat(result.status()).as(result.text()).isZero();
    return result.text().strip();
  }

  /** Leaves nothing running, whatever happened. */
  void destroy() throws Exception {
    Process running = launcher;
    if (running != null && running.isAlive()) {
      running.destroy();
      if (!running.waitFor(Duration.ofMinutes(1))) {
        running.destroyForcibly();
      }
    }
    if (Files.exists(dataDir.resolve("launcher.processes"))) {
      parts().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  /** How a command ended, and what it printed. */
  record Result(int status, String text) {

    long count(String name) {
      return text.lines()
          .filter(line -> line.startsWith(name + "  "))
          .map(line -> Long.parseLong(line.substring(name.length()).strip().replace(",", "")))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no \"" + name + "\" in:\n" + text));
    }
  }
}
