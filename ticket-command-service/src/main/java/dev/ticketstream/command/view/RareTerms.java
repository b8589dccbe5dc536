package dev.ticketstream.command.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a term is rare, so that a list begins with its texts, or common, so that a walk
 * along the list soon finds enough. PostgreSQL would have to guess, and for the first letters of a
 * word, which is what comes in while people type, it guesses badly.
 */
@Component
class RareTerms {

  /** So many terms are looked at, the longest ones; each may cost a bitmap of all texts. */
  private static final int TERMS_MAX = 3;

  private final FreshPlans database;

  RareTerms(FreshPlans database) {
    this.database = database;
  }

  /**
   * The first of the longest terms that is rare.
   *
   * @param text what is looked for
   * @param column {@code ticket_id} or {@code id}: what to give of each text that has the term
   * @param most how many texts may have a rare term
   * @return the term, or {@code null} when none is rare
   */
  @Nullable RareTerm first(TextCondition text, String column, int most) {
    int count = Math.min(text.wantedCount(), TERMS_MAX);
    if (count == 0) {
      return null;
    }
    List<String> probes = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      probes.add(probe(text, column, i));
      results.add(
          "select %1$d as term, found from probe%1$d where cardinality(found) <= :most"
              .formatted(i));
    }
    String sql =
        "with %s %s order by term limit 1"
            .formatted(String.join(", ", probes), String.join(" union all ", results));
    return database
        .sql(sql)
        .params(text.parameters())
        .param("most", most)
        .query(RareTerms::rareTerm)
        .optional()
        .orElse(null);
  }

  /**
   * The materialized set is planned as if it were read to its end, by the index on words, and read
   * only up to the limit. It is not read at all when a term before was rare.
   */
  private static String probe(TextCondition text, String column, int term) {
    String previous =
        term == 0 ? "true" : "(select cardinality(found) from probe%d) > :most".formatted(term - 1);
    return """
    texts%1$d as materialized (
      select d.%2$s as found from search_document d where d.search @@ %3$s),
    probe%1$d as materialized (
      select case when %4$s then array(select found from texts%1$d limit :most + 1) end as found)
    """
        .formatted(term, column, TextCondition.query(term), previous);
  }

  private static RareTerm rareTerm(ResultSet row, int number) throws SQLException {
    return new RareTerm(row.getInt("term"), (UUID[]) row.getArray("found").getArray());
  }
}
