package dev.ticketstream.command.mention;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Finds {@code @} signs that begin a mention in plain text. */
final class AtSigns {

  /** Longest id that is looked for, in UTF-16 units. */
  static final int ID_LENGTH_MAX = 200;

  /** What ids are made of beside letters and digits. */
  private static final String PUNCTUATION = "._-+@:|~=/";

  /** After these, as after letters and digits, an e-mail address or a path goes on. */
  private static final String MIDST = "._-+@/";

  private AtSigns() {}

  /** The characters of ids that follow each sign, in Unicode's composed form; none is empty. */
  static List<String> runs(String text) {
    List<String> runs = new ArrayList<>();
    int at = text.indexOf('@');
    while (at >= 0) {
      int end = at + 1;
      if (begins(text, at)) {
        end = end(text, at + 1);
        if (end > at + 1) {
          runs.add(Normalizer.normalize(text.substring(at + 1, end), Normalizer.Form.NFC));
        }
      }
      at = text.indexOf('@', end);
    }
    return runs;
  }

  private static boolean begins(String text, int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return !isOfWord(before) && MIDST.indexOf(before) < 0;
  }

  private static int end(String text, int start) {
    int end = start;
    while (end < text.length() && isOfId(text.codePointAt(end))) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (next - start > ID_LENGTH_MAX) {
        return end;
      }
      end = next;
    }
    return end;
  }

  static boolean isOfWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> Character.isLetterOrDigit(codePoint);
    };
  }

  private static boolean isOfId(int codePoint) {
    return isOfWord(codePoint) || PUNCTUATION.indexOf(codePoint) >= 0;
  }
}
