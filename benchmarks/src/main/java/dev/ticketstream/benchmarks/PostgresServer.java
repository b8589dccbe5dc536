package dev.ticketstream.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL as it is delivered: durable. The library that starts it turns that off by default, so
 * both settings are set back and read from the running server.
 */
final class PostgresServer implements AutoCloseable {

  /** What the service uses. */
  static final String SERVICE_DATABASE = "ticketstream";

  /** An exact copy of it for the bare statements, so that neither disturbs the other's tables. */
  static final String REFERENCE_DATABASE = "reference";

  private static final List<String> REPORTED =
      List.of(
          "server_version",
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "shared_buffers",
          "max_wal_size",
          "wal_sync_method");

  /** Where the fill goes; the other two are copies of it. */
  static final String FILLED_DATABASE = "filled";

  private final EmbeddedPostgres server;
  private final Path folder;

  private PostgresServer(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts the server.
   *
   * @param folder its data folder
   * @param keepsData whether it goes on with what is there and leaves it when it ends
   */
  static PostgresServer start(Path folder, boolean keepsData) throws IOException, SQLException {
    PostgresServer started =
        new PostgresServer(
            EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(!keepsData)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Memory as such a machine would give it; nothing that touches durability.
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                // It would clean up after one side while the other is measured: see tidy().
                .setServerConfig("autovacuum", "off")
                .setServerConfig("listen_addresses", "localhost")
                .start(),
            folder);
    Map<String, String> settings = started.settings();
    if (!"on".equals(settings.get("fsync")) || !"on".equals(settings.get("synchronous_commit"))) {
      throw new IllegalStateException("the server is not durable: " + settings);
    }
    return started;
  }

  String jdbcUrl(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** Makes an empty database for the fill. */
  void createFilled() throws SQLException {
    execute("postgres", "drop database if exists " + FILLED_DATABASE);
    execute("postgres", "create database " + FILLED_DATABASE);
  }

  /**
   * Cleans up a database and writes out what is dirty, so that none of that runs while something
   * else is measured.
   */
  void tidy(String database) throws SQLException {
    execute(database, "vacuum (analyze)");
    execute(database, "checkpoint");
  }

  /** Copies the filled database for the service and for the reference, file by file. */
  void copyFilled() throws SQLException {
    for (String copy : List.of(SERVICE_DATABASE, REFERENCE_DATABASE)) {
      execute("postgres", "drop database if exists " + copy);
      execute(
          "postgres",
          "create database %s template %s strategy file_copy".formatted(copy, FILLED_DATABASE));
    }
    execute("postgres", "checkpoint");
  }

  /** The settings that durability and speed hang on, as the server says them. */
  Map<String, String> settings() throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String name : REPORTED) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          settings.put(name, row.getString(1));
        }
      }
    }
    return settings;
  }

  /** CPU time that the server has used so far, the processes of closed connections included. */
  Duration cpuTime() throws IOException {
    long postmaster =
        Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    Duration living =
        ProcessHandle.of(postmaster).stream()
            .flatMap(ProcessHandle::children)
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    return living.plus(ofEndedChildren(postmaster));
  }

  /** Linux's {@code cutime} and {@code cstime}, in hundredths of a second; zero elsewhere. */
  private static Duration ofEndedChildren(long process) throws IOException {
    Path stat = Path.of("/proc", Long.toString(process), "stat");
    if (!Files.exists(stat)) {
      return Duration.ZERO;
    }
    String text = Files.readString(stat);
    // The second field, the program's name, may have spaces.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return Duration.ofMillis(10 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
  }

  /** The first column of a query's only row, as a number. */
  long number(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
