package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.issuer.DemoUser;
import dev.ticketstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells the user what is being started, how long it took, and what to do next. */
final class StartReport {

  private final Terminal terminal;
  private final long startedAt = System.nanoTime();

  StartReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Something that takes a while. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Runs a step and tells how long it took. */
  void time(String name, Step step) throws Exception {
    terminal.line("  %-20s starting".formatted(name));
    long from = System.nanoTime();
    step.run();
    terminal.line("  %-20s ready after %5.1f s".formatted(name, secondsSince(from)));
  }

  /**
   * Tells that all parts are ready, and what to try.
   *
   * @param dataDir the user's choice of the folder, which {@code token} has to be told too
   */
  void ready(Endpoints endpoints, DataFolder folder, @Nullable Path dataDir) {
    terminal.line("");
    terminal.line("Ticketstream is ready after %.1f s.".formatted(secondsSince(startedAt)));
    terminal.line("");
    terminal.line("  Console and issuer   " + endpoints.issuer());
    terminal.line("  Commands, queries    %s/graphql".formatted(endpoints.commands()));
    terminal.line("  Subscriptions        " + endpoints.gatewaySocket());
    terminal.line("  Kafka                localhost:" + endpoints.kafkaPort());
    terminal.line(
        "  PostgreSQL           localhost:%d, user and database ticketstream, PGPASSFILE=%s"
            .formatted(endpoints.postgresPort(), folder.secret("pgpass")));
    terminal.line("  Data and logs        " + folder.root());
    terminal.line("");
    terminal.line("Demo users (the password is the name):");
    for (DemoUser user : DemoUser.all()) {
      terminal.line(
          "  %-6s %-8s %s"
              .formatted(user.name(), user.role(), String.join(", ", user.teams()))
              .stripTrailing());
    }
    terminal.line("");
    terminal.line("Try:");
    terminal.line(
        """
          curl -s %s/graphql -H "Authorization: Bearer $(deploy/standalone/token alice%s)" \\
            -H 'Content-Type: application/json' \\
            -d '{"query":"{ me { id } }"}'
        """
            .formatted(
                endpoints.commands(), dataDir == null ? "" : " --data-dir " + folder.root()));
    terminal.line("Ctrl-C stops everything; the data stays.");
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
