package dev.ticketstream.standalone.terminal;

import java.io.PrintStream;
import java.util.List;

/** What the user sees: progress on standard output, failures on standard error. */
public final class Terminal {

  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out where progress goes
   * @param err where failures go
   */
  public Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The process's own standard streams. */
  public static Terminal standard() {
    return new Terminal(System.out, System.err);
  }

  /**
   * Prints a line of progress.
   *
   * @param line the line
   */
  public synchronized void line(String line) {
    out.println(line);
    out.flush();
  }

  /**
   * Overwrites the line that the cursor is in.
   *
   * @param text the new text, without a line end
   */
  public synchronized void overwrite(String text) {
    out.print("\r\u001b[K" + text);
    out.flush();
  }

  /**
   * Prints a warning or failure.
   *
   * @param line what is wrong
   * @param details further lines, indented
   */
  public synchronized void failure(String line, List<String> details) {
    err.println("ticketstream: " + line);
    details.forEach(detail -> err.println("  | " + detail));
    err.flush();
  }
}
