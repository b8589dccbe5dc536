package dev.ticketstream.standalone;

import dev.ticketstream.standalone.importer.ImportCommand;
import dev.ticketstream.standalone.issuer.TokenCommand;
import dev.ticketstream.standalone.launcher.UpCommand;
import dev.ticketstream.standalone.rebuild.RebuildCommand;
import dev.ticketstream.standalone.terminal.Failures;
import dev.ticketstream.standalone.terminal.StandaloneException;
import dev.ticketstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program behind the scripts {@code up}, {@code token}, {@code import} and {@code rebuild}. */
public final class Standalone {

  /** The exit status for everything that the user has to put right, except wrong usage (2). */
  private static final int FAILED = 1;

  private Standalone() {}

  /**
   * Runs a command and ends the process with its exit status.
   *
   * @param arguments the script's name and its arguments
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    Terminal terminal = new Terminal(out, err);
    Path home = Path.of(System.getProperty("ticketstream.home", "."));
    Callable<Integer> command =
        switch (arguments[0]) {
          case "up" -> new UpCommand(terminal, home);
          case "token" -> new TokenCommand(out);
          case "import" -> new ImportCommand(terminal);
          case "rebuild" -> new RebuildCommand(terminal);
          default -> throw new IllegalArgumentException("there is no script " + arguments[0]);
        };
    return new CommandLine(command)
        .setCommandName("deploy/standalone/" + arguments[0])
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler((failure, _, _) -> report(failure, terminal))
        .setParameterExceptionHandler((wrong, _) -> report(wrong, terminal))
        .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static int report(ParameterException wrong, Terminal terminal) {
    terminal.failure(
        "%s (--help tells more)".formatted(Failures.describe(wrong).replaceAll("[.\\s]+$", "")),
        List.of());
    return CommandLine.ExitCode.USAGE;
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
