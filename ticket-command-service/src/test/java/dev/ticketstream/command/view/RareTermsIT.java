package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class RareTermsIT {

  /** More than are sampled: a text of its own words each, some 1,000 bytes. */
  private static final String TEXTS =
      """
      insert into search_document (id, ticket_id, internal, search)
      select uuidv7(), uuidv7(), false,
        array_to_tsvector(array['usualword', 'filler' || i, repeat('x', 900) || i]
          || case when i % 700 = 0 then array['rareone'] else '{}' end)
      from generate_series(1, 2100) as i
      """;

  @Test
  void findsAllTextsOfTheLongestTermThatFewHave() {
    RareTerm found = withTexts(() -> first("usualword rareone", 50)).orElseThrow();
    assertThat(found.term()).isEqualTo(1);
    assertThat(found.found()).hasSize(3);
  }

  @Test
  void aTermOfMoreTextsIsNotRare() {
    assertThat(withTexts(() -> first("rareone", 2))).isEmpty();
    assertThat(withTexts(() -> first("rareone", 3))).isPresent();
    assertThat(withTexts(() -> first("usualword", 50))).isEmpty();
  }

  @Test
  void doesNotEvenLookForATermThatASampleSaysIsCommon() {
    assertThat(withTexts(() -> plan("usualword rareone", 50)))
        .containsPattern("CTE texts0\n.*never executed")
        .doesNotContainPattern("CTE texts1\n.*never executed");
  }

  @Test
  void doesNotLookForTheOthersAfterARareOne() {
    assertThat(withTexts(() -> plan("rareoneorso rareone", 50)))
        .doesNotContainPattern("CTE texts0\n.*never executed")
        .containsPattern("CTE texts1\n.*never executed");
  }

  private static Optional<RareTerm> first(String text, int most) {
    return Optional.ofNullable(
        RunningService.get()
            .bean(RareTerms.class)
            .first(new TextCondition(SearchText.parse(text), true), "id", most));
  }

  private static String plan(String text, int most) {
    return String.join(
        "\n",
        RunningService.get()
            .jdbc()
            .sql("explain (analyze) " + RareTerms.sql(2, "id"))
            .params(RareTerms.parameters(new TextCondition(SearchText.parse(text), true), most))
            .query(String.class)
            .list());
  }

  /** In a transaction that never was. */
  private static <T> T withTexts(Supplier<T> question) {
    return RunningService.get()
        .bean(TransactionTemplate.class)
        .execute(
            transaction -> {
              transaction.setRollbackOnly();
              RunningService.get().bean(JdbcTemplate.class).execute(TEXTS);
              return question.get();
            });
  }
}
