package dev.ticketstream.standalone.terminal;

import picocli.CommandLine.Option;

/** The {@code --help} of every command. */
public final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean requested;

  /** Whether the user asked for help. */
  public boolean requested() {
    return requested;
  }
}
