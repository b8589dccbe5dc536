package dev.ticketstream.standalone.postgres;

import dev.ticketstream.standalone.datafolder.FileTrees;
import dev.ticketstream.standalone.supervision.LogFile;
import dev.ticketstream.standalone.supervision.Part;
import dev.ticketstream.standalone.supervision.Signal;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server that listens on the loopback interface only.
 *
 * @param folder where the server and its data are kept
 * @param port its port
 * @param password the password of {@link #USER}
 * @param log its log
 */
public record PostgresServer(Path folder, int port, String password, Path log) {

  /** The one user, who owns {@link #DATABASE}. */
  public static final String USER = "ticketstream";

  /** The database of the command service. */
  public static final String DATABASE = "ticketstream";

  private static final String MAJOR_VERSION = "18";
  private static final Duration INITIALISATION_MAX = Duration.ofMinutes(2);

  /** The JDBC URL of the command service's database. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /**
   * Unpacks the server and creates its data if that was not done before.
   *
   * @return the part to start
   * @throws StandaloneException when the data is of another major version or cannot be created
   * @throws IOException when the folder cannot be written
   * @throws InterruptedException when the wait for the initialisation is interrupted
   */
  public Part prepare() throws IOException, InterruptedException {
    PostgresCommands programs = new PostgresCommands(PostgresBinaries.unpack(folder));
    Path data = folder.resolve("data");
    if (Files.exists(data.resolve("PG_VERSION"))) {
      checkVersion(data);
    } else {
      initialise(programs, data);
    }
    return new Part(
        "postgresql",
        programs.command("postgres", arguments(data)),
        Map.of("LC_ALL", "C"),
        "postgres",
        Signal.INT,
        Duration.ofSeconds(30),
        LogFile.at(log),
        () -> StalePostmaster.remove(data),
        this::isReady);
  }

  private List<String> arguments(Path data) {
    return List.of(
        "-D",
        data.toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=60",
        "-c",
        "shared_buffers=64MB",
        "-c",
        "log_min_messages=warning");
  }

  private static void checkVersion(Path data) throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new StandaloneException(
          "the data in %s is of PostgreSQL %s, this is %s: use another --data-dir, or --reset"
              .formatted(data, version, MAJOR_VERSION));
    }
  }

  /** The data is made beside its place and moved there, so that half a one is never used. */
  private void initialise(PostgresCommands programs, Path data)
      throws IOException, InterruptedException {
    Path unfinished = folder.resolve("data-unfinished");
    FileTrees.delete(unfinished);
    Path passwordFile = folder.resolve("password-unfinished");
    Files.writeString(passwordFile, password);
    try {
      Process process =
          new ProcessBuilder(
                  programs.command(
                      "initdb",
                      List.of(
                          "--pgdata=" + unfinished,
                          "--username=" + USER,
                          "--pwfile=" + passwordFile,
                          "--auth=scram-sha-256",
                          "--encoding=UTF8",
                          "--locale-provider=builtin",
                          "--builtin-locale=C.UTF-8",
                          "--locale=C")))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(INITIALISATION_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (process.waitFor() != 0) {
        throw new StandaloneException(
            "PostgreSQL's data cannot be created in %s; the log is %s, which ends:"
                .formatted(folder, log),
            LogFile.at(log).tail(12));
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(unfinished, data);
  }

  /** Ready is when the command service's database is there; the first time it is made here. */
  private boolean isReady() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "select 1 from pg_database where datname = '%s'".formatted(DATABASE))) {
        if (found.next()) {
          return true;
        }
      }
      statement.execute("create database " + DATABASE);
      return true;
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }
}
