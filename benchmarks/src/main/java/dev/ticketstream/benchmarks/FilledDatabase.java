package dev.ticketstream.benchmarks;

import dev.ticketstream.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The filled database, made once for a data folder that is kept. */
final class FilledDatabase {

  private final Path folder;
  private final int tickets;

  /**
   * @param folder PostgreSQL's data folder
   * @param tickets how many are in it
   */
  FilledDatabase(Path folder, int tickets) {
    this.folder = folder;
    this.tickets = tickets;
  }

  /**
   * Starts the server, and fills the database unless the folder has the same from an earlier run.
   *
   * @param keepsData whether the folder outlives this run
   * @param users who they are
   * @param issuer whose tokens the service takes
   */
  PostgresServer start(boolean keepsData, DeskUsers users, TestIssuer issuer)
      throws IOException, SQLException, InterruptedException {
    Path mark = folder.resolveSibling(folder.getFileName() + ".filled");
    String wanted = description();
    boolean isFilled = keepsData && Files.exists(mark) && Files.readString(mark).equals(wanted);
    Files.deleteIfExists(mark);
    PostgresServer postgres = PostgresServer.start(folder, keepsData);
    try {
      if (!isFilled) {
        postgres.createFilled();
        DeskFill.run(users, tickets, settings(postgres, PostgresServer.FILLED_DATABASE, issuer));
        postgres.tidy(PostgresServer.FILLED_DATABASE);
      }
      if (keepsData) {
        Files.writeString(mark, wanted);
      }
      return postgres;
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** Spring Boot's command line for a database and an issuer. */
  static List<String> settings(PostgresServer postgres, String database, TestIssuer issuer) {
    return List.of(
        "--spring.datasource.url=" + postgres.jdbcUrl(database),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres",
        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri());
  }

  /** Another number of tickets or another migration makes another database. */
  private String description() throws IOException {
    Resource[] migrations =
        new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql");
    return tickets
        + " tickets with "
        + Stream.of(migrations)
            .map(Resource::getFilename)
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", "));
  }
}
