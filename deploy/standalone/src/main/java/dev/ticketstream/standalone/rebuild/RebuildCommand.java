package dev.ticketstream.standalone.rebuild;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.issuer.DemoTokens;
import dev.ticketstream.standalone.issuer.DemoUser;
import dev.ticketstream.standalone.terminal.HelpOption;
import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code rebuild}: makes the read model anew, and shows how far that is. */
@Command(
    name = "rebuild",
    description = {
      "Makes the rows that tickets are found and sorted by anew from the events, while the platform"
          + " runs. Ends when that is done; broken off, it only stops watching.",
      "Exit status: 0 the read model is rebuilt, 1 it is not, 2 wrong usage."
    })
public final class RebuildCommand implements Callable<Integer> {

  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private final HelpOption help = new HelpOption();

  @Option(names = "--status", description = "Only tell how far the newest rebuild is.")
  private boolean statusOnly;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The platform's data folder (default: ~/.local/share/ticketstream).")
  private @Nullable Path dataDir;

  private final Terminal terminal;

  /**
   * @param terminal where progress goes
   */
  public RebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    DataFolder folder = DataFolder.locate(dataDir);
    DemoTokens tokens = DemoTokens.of(folder);
    DemoUser admin = DemoUser.named("admin").orElseThrow();
    URI endpoint = URI.create(Endpoints.read(folder).commands() + "/actuator/readmodel");
    try (ReadModelClient client =
        new ReadModelClient(endpoint, () -> tokens.sign(admin, TOKEN_LIFETIME))) {
      if (statusOnly) {
        terminal.line(describe(client.progress()));
        return 0;
      }
      client.begin();
      watch(client);
      return 0;
    } catch (IOException e) {
      throw new StandaloneException(
          "the command service at %s does not answer: is the platform up?".formatted(endpoint));
    }
  }

  /** Waits for the end; through a restart of the service, after which it goes on by itself. */
  private void watch(ReadModelClient client) throws IOException, InterruptedException {
    long answered = System.nanoTime();
    String shown = "";
    while (true) {
      try {
        JsonNode progress = client.progress();
        answered = System.nanoTime();
        String line = describe(progress);
        if (!line.equals(shown)) {
          terminal.line(line);
          shown = line;
        }
        switch (progress.path("state").asString("")) {
          case "DONE" -> {
            return;
          }
          case "FAILED" ->
              throw new StandaloneException("the rebuild failed; see its reason above");
          default -> {}
        }
      } catch (IOException e) {
        if (System.nanoTime() - answered > PATIENCE.toNanos()) {
          throw e;
        }
      }
      Thread.sleep(LOOK_INTERVAL);
    }
  }

  private static String describe(JsonNode progress) {
    String state = progress.path("state").asString("");
    return switch (state) {
      case "NEVER" -> "the read model was never rebuilt";
      case "FAILED" ->
          "failed after %,d of %,d tickets: %s"
              .formatted(
                  progress.path("ticketsDone").asLong(0),
                  progress.path("ticketsTotal").asLong(0),
                  progress.path("failure").asString(""));
      default ->
          "%s  %,d of %,d tickets"
              .formatted(
                  state.equals("DONE") ? "rebuilt" : "rebuilding",
                  progress.path("ticketsDone").asLong(0),
                  progress.path("ticketsTotal").asLong(0));
    };
  }
}
