package dev.ticketstream.standalone.importer;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.issuer.DemoTokens;
import dev.ticketstream.standalone.issuer.DemoUser;
import dev.ticketstream.standalone.terminal.DurationOption;
import dev.ticketstream.standalone.terminal.HelpOption;
import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import FILE}: replays an event log through the command service's API. */
@Command(
    name = "import",
    description = {
      "Replays a service desk's event log (CSV in UTF-8, plain or gzip) as commands through the "
          + "platform's API, each with the token of the demo user who plays the person in the log.",
      "Every command has an id derived from its row: an import can be interrupted and started"
          + " again, and a second one changes nothing.",
      "Exit status: 0 everything was imported, 1 it could not go on, 2 wrong usage, 3 some rows"
          + " were not used or commands refused."
    })
public final class ImportCommand implements Callable<Integer> {

  private static final int INCOMPLETE = 3;
  private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(10);

  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(paramLabel = "FILE", description = "The event log.")
  private Path path = Path.of("");

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many incidents are replayed at the same time, 1 to 64 (default: 12).")
  private int parallel;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "2m",
      description =
          "How long to go on when the command service does not answer (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofMinutes(2);

  @Option(
      names = "--report",
      paramLabel = "CSV",
      description = "Write every unused row and refused command to this file.")
  private @Nullable Path report;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The command service's GraphQL endpoint (default: the running platform's).")
  private @Nullable URI url;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The platform's data folder (default: ~/.local/share/ticketstream).")
  private @Nullable Path dataDir;

  private final Terminal terminal;

  /**
   * @param terminal where progress and results go
   */
  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (parallel < 1 || parallel > 64) {
      throw new StandaloneException("--parallel %d is not from 1 to 64".formatted(parallel));
    }
    EventLogFile file = new EventLogFile(path);
    long rowsTotal = count(file);
    DataFolder folder = DataFolder.locate(dataDir);
    DemoTokens tokens = DemoTokens.of(folder);
    URI endpoint = url == null ? URI.create(Endpoints.read(folder).commands() + "/graphql") : url;
    String origin = "import-" + UUID.randomUUID();
    try (CommandClient client =
            new CommandClient(endpoint, new TokenCache(tokens::sign), new ReplyReader(origin));
        Problems problems = new Problems(report)) {
      introduce(client, endpoint);
      PatientSender sender = new PatientSender(client, endpoint.toString(), patience);
      ImportCounts counts = new ImportCounts();
      ImportRun run = new ImportRun(file, parallel, sender, origin, counts, problems);
      return run(run, counts, problems, sender, rowsTotal);
    }
  }

  private static long count(EventLogFile file) {
    LongAdder rows = new LongAdder();
    file.read(_ -> rows.increment());
    return rows.sum();
  }

  /** Users and teams are known once their tokens have been seen. */
  private static void introduce(CommandClient client, URI endpoint) throws InterruptedException {
    PatientSender sender = new PatientSender(client, endpoint.toString(), FIRST_ANSWER_WITHIN);
    for (DemoUser user : DemoUser.all()) {
      sender.send(user, CommandDocuments.me());
    }
  }

  private int run(
      ImportRun run, ImportCounts counts, Problems problems, PatientSender sender, long rowsTotal)
      throws InterruptedException {
    long startedAt = System.nanoTime();
    ImportSummary summary = new ImportSummary(terminal, counts, problems, sender);
    CountDownLatch finished = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupt(run, finished), "interrupt-import"));
    try (ProgressDisplay display =
        new ProgressDisplay(
            terminal,
            () ->
                new Progress(
                    counts.rows.sum() + problems.unusedRows(),
                    rowsTotal,
                    counts.events.sum(),
                    Duration.ofNanos(System.nanoTime() - startedAt)))) {
      run.run();
    } finally {
      summary.print(Duration.ofNanos(System.nanoTime() - startedAt), report);
      finished.countDown();
    }
    return List.of(problems.unusedRows(), problems.rejectedCommands()).equals(List.of(0L, 0L))
        ? 0
        : INCOMPLETE;
  }

  /** On Ctrl-C the commands under way are finished and the counts printed. */
  private static void interrupt(ImportRun run, CountDownLatch finished) {
    run.stop();
    try {
      finished.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
