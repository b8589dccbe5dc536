package dev.ticketstream.command.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed into a search box, as terms of which all must be found: {@code words},
 * beginnings of words, {@code "whole phrases"}, and {@code -unwanted} ones of either kind. What has
 * neither letter nor digit nor symbol is passed over, so nothing that can be typed is an error.
 *
 * @param terms the terms, in the order in which they were typed
 */
public record SearchText(List<Term> terms) {

  /** A phrase, if need be without its closing quote, or all up to a space or a quote. */
  private static final Pattern TERM =
      Pattern.compile(
          "(?<minus>-?)\"(?<phrase>[^\"]*)(?<closed>\"?)|(?<word>[^\\s\"]+)",
          Pattern.UNICODE_CHARACTER_CLASS);

  public SearchText {
    terms = List.copyOf(terms);
  }

  /**
   * A term; several words in it must stand one after the other.
   *
   * @param text its words
   * @param prefix whether the last word may go on
   * @param excluded whether it must not be found
   */
  public record Term(String text, boolean prefix, boolean excluded) {}

  /**
   * Reads what was typed.
   *
   * @param text any text
   */
  public static SearchText parse(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(text);
    while (matcher.find()) {
      Term term = term(matcher);
      if (term.text().codePoints().anyMatch(SearchText::isSearchable)) {
        terms.add(term);
      }
    }
    return new SearchText(terms);
  }

  /** The terms of which all must be found, the longest first: it tends to be the rarest. */
  List<Term> wanted() {
    return terms.stream()
        .filter(term -> !term.excluded())
        .sorted(Comparator.comparingInt((Term term) -> term.text().length()).reversed())
        .toList();
  }

  /** The terms of which none may be found. */
  List<Term> unwanted() {
    return terms.stream().filter(Term::excluded).toList();
  }

  /** Whether there is something to find, and not only something to leave out. */
  public boolean isRankable() {
    return terms.stream().anyMatch(term -> !term.excluded());
  }

  private static Term term(Matcher matcher) {
    String phrase = matcher.group("phrase");
    if (phrase != null) {
      boolean closed = !matcher.group("closed").isEmpty();
      return new Term(phrase, !closed, !matcher.group("minus").isEmpty());
    }
    String word = matcher.group("word");
    boolean excluded = word.startsWith("-");
    return new Term(excluded ? word.substring(1) : word, true, excluded);
  }

  /** As the database's function {@code search_text} has it. */
  private static boolean isSearchable(int c) {
    return Character.isLetterOrDigit(c)
        || (c >= 0x2190 && c <= 0x2bff)
        || (c >= 0x1f000 && c <= 0x1faff);
  }
}
