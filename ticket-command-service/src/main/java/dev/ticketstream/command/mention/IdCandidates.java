package dev.ticketstream.command.mention;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The beginnings of a run of characters that can be an id: where a word ends. */
final class IdCandidates {

  /** Most candidates of a run; an id of more words is found only where nothing follows it. */
  static final int CANDIDATES_MAX = 20;

  /** Scripts that put no space between words, so that any of their characters can be the last. */
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private IdCandidates() {}

  /** The candidates, longest first; empty when the run has no letter or digit. */
  static List<String> of(String run) {
    List<String> candidates = new ArrayList<>();
    String longest = "";
    for (int end = 1; end <= run.length(); end++) {
      if (isEndOfWord(run, end)) {
        longest = run.substring(0, end);
        if (candidates.size() < CANDIDATES_MAX - 1) {
          candidates.addFirst(longest);
        }
      }
    }
    if (!longest.isEmpty() && !candidates.getFirst().equals(longest)) {
      candidates.addFirst(longest);
    }
    return candidates;
  }

  private static boolean isEndOfWord(String run, int end) {
    int last = run.codePointBefore(end);
    if (!AtSigns.isOfWord(last)) {
      return false;
    }
    if (end == run.length()) {
      return true;
    }
    int next = run.codePointAt(end);
    return !AtSigns.isOfWord(next) || isWithoutSpaces(last) || isWithoutSpaces(next);
  }

  private static boolean isWithoutSpaces(int codePoint) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
  }
}
