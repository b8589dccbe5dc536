package dev.ticketstream.command.view;

import dev.ticketstream.command.view.SearchText.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link SearchText} as a condition on {@code ticket t}: each term is looked for in all texts of
 * the ticket that the viewer may read. To customers, internal comments do not exist, so these
 * neither find nor rank nor hide anything for them.
 */
final class TextCondition {

  private final SearchText text;
  private final boolean staff;

  TextCondition(SearchText text, boolean staff) {
    this.text = text;
    this.staff = staff;
  }

  /**
   * Every wanted term is found and no unwanted one.
   *
   * @param known a wanted term that is known to be found, -1 for none
   */
  String sql(int known) {
    List<String> terms = new ArrayList<>();
    List<Term> wanted = text.wanted();
    List<Term> unwanted = text.unwanted();
    for (int i = 0; i < wanted.size(); i++) {
      terms.add(i == known ? "true" : exists(name(false, i)));
    }
    for (int i = 0; i < unwanted.size(); i++) {
      terms.add("not " + exists(name(true, i)));
    }
    return terms.isEmpty() ? "false" : String.join(" and ", terms);
  }

  /** The named parameters of all that this class gives. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    put(parameters, false, text.wanted());
    put(parameters, true, text.unwanted());
    return parameters;
  }

  /** How many terms are wanted. */
  int wantedCount() {
    return text.wanted().size();
  }

  /** A wanted term's query; the longest term is the first. */
  static String query(int term) {
    return query(name(false, term));
  }

  /** Any of the wanted terms, for ranking. */
  String anyQuery() {
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < wantedCount(); i++) {
      queries.add(query(i));
    }
    return "(" + String.join(" || ", queries) + ")";
  }

  /**
   * Joins the texts of a ticket that the viewer may read, as {@code d}. A customer's are taken
   * ticket by ticket, so that it does not matter how often others write a word.
   *
   * @param ticketId the column with the ticket's id
   */
  String joinTexts(String ticketId) {
    return staff
        ? "join search_document d on d.ticket_id = " + ticketId
        : "join lateral " + own(ticketId) + " as d on true";
  }

  private static String own(String ticketId) {
    return "(select o.* from search_document o where o.ticket_id = %s and not o.internal offset 0)"
        .formatted(ticketId);
  }

  private String exists(String name) {
    return staff
        ? "exists (select from search_document d where d.ticket_id = t.id and d.search @@ %s)"
            .formatted(query(name))
        : "exists (select from %s as d where d.search @@ %s)".formatted(own("t.id"), query(name));
  }

  private static String query(String name) {
    return "search_query(:%1$s, :%1$sPrefix)".formatted(name);
  }

  private static String name(boolean excluded, int term) {
    return (excluded ? "unwanted" : "wanted") + term;
  }

  private static void put(Map<String, Object> parameters, boolean excluded, List<Term> terms) {
    for (int i = 0; i < terms.size(); i++) {
      parameters.put(name(excluded, i), terms.get(i).text());
      parameters.put(name(excluded, i) + "Prefix", terms.get(i).prefix());
    }
  }
}
