package dev.ticketstream.command.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** So many terms are looked at, the longest ones. */
  private static final int TERMS_MAX = 3;

  /** So much of the table tells what is common beyond doubt: some 1,000 usual texts. */
  private static final int BLOCKS_SAMPLED = 100;

  /** Long texts lie elsewhere, so that a block has many of them, and each is fetched. */
  private static final int TEXTS_SAMPLED = 2_000;

  /** Fewer may be chance, or one outage's comments, which lie in a block or two. */
  private static final int SAMPLE_HITS_MIN = 20;

  /**
   * The same blocks each time, from all over the table: what everybody writes about today would be
   * common among the newest texts. Each text of it stands for {@code factor} texts.
   */
  private static final String SAMPLE =
      """
      sample as materialized (
        select d.search, size.factor
        from (
          select greatest(1.0, pg_relation_size(oid)
            / (current_setting('block_size')::numeric * :blocks),
            reltuples::numeric / :texts) as factor
          from pg_class where oid = 'search_document'::regclass) as size
        cross join lateral (
          select s.search
          from search_document s tablesample system (100 / size.factor) repeatable (0)) as d)\
      """;

  private final FreshPlans database;

  RareTerms(FreshPlans database) {
    this.database = database;
  }

  /**
   * The first of the longest terms that is rare.
   *
   * @param text what is looked for
   * @param column {@code ticket_id} or {@code id}: what to give of each text that has the term
   * @param most how many texts may have a rare term; one that has almost so many may be taken for
   *     common, as it is first looked for in a sample
   * @return the term, or {@code null} when none is rare
   */
  @Nullable RareTerm first(TextCondition text, String column, int most) {
    int count = Math.min(text.wantedCount(), TERMS_MAX);
    if (count == 0) {
      return null;
    }
    return database
        .sql(sql(count, column))
        .params(parameters(text, most))
        .query(RareTerms::rareTerm)
        .optional()
        .orElse(null);
  }

  /** The statement for so many terms. */
  static String sql(int count, String column) {
    List<String> parts = new ArrayList<>(List.of(SAMPLE));
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(probe(column, i));
      results.add(
          "select %1$d as term, found from probe%1$d where cardinality(found) <= :most"
              .formatted(i));
    }
    return "with %s %s order by term limit 1"
        .formatted(String.join(", ", parts), String.join(" union all ", results));
  }

  static Map<String, Object> parameters(TextCondition text, int most) {
    Map<String, Object> parameters = new HashMap<>(text.parameters());
    parameters.put("blocks", BLOCKS_SAMPLED);
    parameters.put("texts", TEXTS_SAMPLED);
    parameters.put("hits", SAMPLE_HITS_MIN);
    parameters.put("most", most);
    return parameters;
  }

  /**
   * A term is not looked for when the sample says that it is common, which would cost a bitmap of
   * all texts that have it, nor when one before was rare. The materialized set is planned as if it
   * were read to its end, by the index on words, and read only up to the limit.
   */
  private static String probe(String column, int term) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < term; i++) {
      conditions.add(
          "coalesce((select cardinality(found) from probe%d), :most + 1) > :most".formatted(i));
    }
    conditions.add(
        """
        (select coalesce(sum(factor), 0) <= greatest(:most, :hits * max(factor))
         from sample where search @@ %s)\
        """
            .formatted(TextCondition.query(term)));
    return """
    texts%1$d as materialized (
      select d.%2$s as found from search_document d where d.search @@ %3$s),
    probe%1$d as materialized (
      select case when %4$s then array(select found from texts%1$d limit :most + 1) end as found)
    """
        .formatted(term, column, TextCondition.query(term), String.join(" and ", conditions));
  }

  private static RareTerm rareTerm(ResultSet row, int number) throws SQLException {
    return new RareTerm(row.getInt("term"), (UUID[]) row.getArray("found").getArray());
  }
}
