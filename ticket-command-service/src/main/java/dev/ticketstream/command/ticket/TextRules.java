package dev.ticketstream.command.ticket;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;

/** What text may come in: no control characters, no broken Unicode, within its limit. */
public final class TextRules {

  private TextRules() {}

  /**
   * Checks text of many lines.
   *
   * @param value the text; line feeds, carriage returns and tabs are its only control characters
   * @param lengthMax longest text, in UTF-16 units
   * @param path the input field, for the refusal
   * @return the text as it came
   * @throws CommandRejectedException when it breaks a rule
   */
  public static String text(String value, int lengthMax, String path) {
    if (value.length() > lengthMax) {
      throw tooLarge(
          "The text has %d characters; the limit is %d.".formatted(value.length(), lengthMax),
          path);
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        throw invalid("The text has a control character at position %d.".formatted(i), path);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw invalid("The text has half a character at position %d.".formatted(i), path);
      }
    }
    return value;
  }

  /**
   * Checks text of one line that is not blank.
   *
   * @param value the text, without any control character
   * @param lengthMax longest text, in UTF-16 units
   * @param path the input field, for the refusal
   * @return the text without the white space around it
   * @throws CommandRejectedException when it breaks a rule
   */
  public static String line(String value, int lengthMax, String path) {
    String line = text(value, lengthMax, path).strip();
    if (line.isEmpty()) {
      throw invalid("The text must not be blank.", path);
    }
    for (int i = 0; i < line.length(); i++) {
      if (breaksLine(line.charAt(i))) {
        throw invalid("The text must be one line, without tabs.", path);
      }
    }
    return line;
  }

  /** Line feeds and tabs, and Unicode's own separators of lines and paragraphs. */
  private static boolean breaksLine(char c) {
    return c < ' ' || c == '\u2028' || c == '\u2029';
  }
}
