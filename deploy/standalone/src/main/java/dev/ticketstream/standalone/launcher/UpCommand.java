package dev.ticketstream.standalone.launcher;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.DataFolderLock;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.supervision.Backoff;
import dev.ticketstream.standalone.supervision.Ledger;
import dev.ticketstream.standalone.supervision.Leftovers;
import dev.ticketstream.standalone.supervision.Supervisor;
import dev.ticketstream.standalone.terminal.DurationOption;
import dev.ticketstream.standalone.terminal.HelpOption;
import dev.ticketstream.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: runs the whole platform until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Runs the whole platform on this machine, without containers: PostgreSQL, Kafka, the console "
          + "and issuer, the command service and the notification gateway.",
      "Everything listens on the loopback interface only. Ctrl-C stops it; the data stays."
    })
public final class UpCommand implements Callable<Integer> {

  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where data, secrets and logs are kept (default: $XDG_DATA_HOME/ticketstream, or "
              + "~/.local/share/ticketstream).")
  private @Nullable Path dataDir;

  @Option(names = "--reset", description = "Delete all data in the data folder first.")
  private boolean reset;

  /** The script acts on it. */
  @Option(
      names = "--no-build",
      description = "Run what is built, even if it is older than its sources.")
  private boolean noBuild;

  @Option(
      names = "--start-timeout",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "3m",
      description = "How long each part may take to become ready (default: ${DEFAULT-VALUE}).")
  private Duration startTimeout = Duration.ofMinutes(3);

  @Option(
      names = "--min-free",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "Free disk space that is asked for, in MiB (default: ${DEFAULT-VALUE}).")
  private long minFree;

  @Mixin private final PortOptions ports = new PortOptions();

  private final Terminal terminal;
  private final Path home;

  /**
   * @param terminal where progress goes
   * @param home the repository, where the services' jars are
   */
  public UpCommand(Terminal terminal, Path home) {
    this.terminal = terminal;
    this.home = home;
  }

  @Override
  public Integer call() throws Exception {
    DataFolder folder = DataFolder.locate(dataDir);
    folder.open();
    try (DataFolderLock lock = DataFolderLock.acquire(folder)) {
      terminal.line("Ticketstream starts, with its data in " + folder.root());
      Ledger ledger = new Ledger(folder.ledger());
      Leftovers.stop(ledger, terminal);
      PortCheck.check(ports.byOption());
      if (reset) {
        folder.clear();
      }
      DiskSpace.check(folder.root(), minFree);
      Endpoints endpoints = ports.endpoints();
      endpoints.write(folder);
      run(folder, endpoints, ledger);
    }
    return 1;
  }

  /** Ends only by throwing: a stop that was asked for ends the process through the hook. */
  private void run(DataFolder folder, Endpoints endpoints, Ledger ledger) throws Exception {
    Supervisor supervisor = new Supervisor(ledger, terminal, startTimeout, Backoff.RESTART);
    StartReport report = new StartReport(terminal);
    Platform platform = new Platform(folder, endpoints, home, supervisor, report);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
    platform.start();
    report.ready(endpoints, folder, dataDir);
    throw supervisor.failure().get();
  }

  private void stop(Platform platform) {
    terminal.line("");
    terminal.line("Stopping …");
    long from = System.nanoTime();
    platform.stop();
    terminal.line("Stopped after %.1f s.".formatted((System.nanoTime() - from) / 1e9));
  }
}
