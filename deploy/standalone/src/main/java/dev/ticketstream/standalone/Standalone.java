package dev.ticketstream.standalone;

import dev.ticketstream.standalone.issuer.TokenCommand;
import dev.ticketstream.standalone.launcher.UpCommand;
import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code up}, {@code token} and {@code import}. */
@Command(name = "standalone", mixinStandardHelpOptions = true)
public final class Standalone {

  /** The exit status for everything that the user has to put right, except wrong usage (2). */
  private static final int FAILED = 1;

  private Standalone() {}

  /**
   * Runs a command and ends the process with its exit status.
   *
   * @param arguments the command and its arguments
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(out, err).execute(arguments));
  }

  static CommandLine commandLine(PrintStream out, PrintStream err) {
    Terminal terminal = new Terminal(out, err);
    Path home = Path.of(System.getProperty("ticketstream.home", "."));
    return new CommandLine(new Standalone())
        .addSubcommand(new UpCommand(terminal, home))
        .addSubcommand(new TokenCommand(out))
        .setExecutionExceptionHandler((failure, _, _) -> report(failure, terminal));
  }

  /** What the user can put right is a line; anything else is a fault of ours, shown in full. */
  private static int report(Exception failure, Terminal terminal) {
    switch (failure) {
      case StandaloneException expected ->
          terminal.failure(Failures.describe(expected), expected.details());
      case IOException io -> terminal.failure(Failures.describe(io), List.of());
      default -> {
        terminal.failure("this is a fault of the program: " + failure, List.of());
        failure.printStackTrace();
      }
    }
    return FAILED;
  }
}
