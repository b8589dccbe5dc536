package dev.ticketstream.standalone.terminal;

import java.util.List;

/**
 * Something that the user has to put right. The message is one clear line; details, such as the end
 * of a log, are shown below it.
 */
public final class StandaloneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> details;

  /**
   * @param line what is wrong and what can be done about it, in one line
   */
  public StandaloneException(String line) {
    this(line, List.of());
  }

  /**
   * @param line what is wrong and what can be done about it, in one line
   * @param details further lines, such as the end of a log
   */
  public StandaloneException(String line, List<String> details) {
    super(line.replace('\n', ' '));
    this.details = List.copyOf(details);
  }

  /** Lines to show below the message; mostly none. */
  public List<String> details() {
    return details;
  }
}
