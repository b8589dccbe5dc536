package dev.ticketstream.standalone.issuer;

import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.terminal.DurationOption;
import dev.ticketstream.standalone.terminal.HelpOption;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token USER}: prints a bearer token for a demo user. */
@Command(
    name = "token",
    description = {
      "Prints a bearer token for a demo user (admin, alice, bob, tess, carol, dave).",
      "It is signed with the issuer's key in the data folder, so it works only for the platform "
          + "that runs with this folder, and only for a user who may read it."
    })
public final class TokenCommand implements Callable<Integer> {

  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(paramLabel = "USER", description = "Whom the token is for.")
  private String user = "";

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      defaultValue = "12h",
      description = "How long it is valid, e.g. 30s, 15m, 12h, 7d (default: ${DEFAULT-VALUE}).")
  private Duration ttl = Duration.ofHours(12);

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The platform's data folder (default: ~/.local/share/ticketstream).")
  private @Nullable Path dataDir;

  private final PrintStream out;

  /**
   * @param out where the token goes
   */
  public TokenCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    DemoUser demoUser =
        DemoUser.named(user)
            .orElseThrow(
                () ->
                    new StandaloneException(
                        "there is no demo user \"%s\"; there are %s"
                            .formatted(user, DemoUser.names())));
    out.println(DemoTokens.of(DataFolder.locate(dataDir)).sign(demoUser, ttl));
    return 0;
  }
}
