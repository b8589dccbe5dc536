package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.graphql.TicketFilters;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class ListOrderIndexIT {

  @ParameterizedTest
  @CsvSource({
    "CREATED_DATE, AGENT, true", "CREATED_DATE, AGENT, false",
    "UPDATED_DATE, AGENT, true", "UPDATED_DATE, AGENT, false",
    "PRIORITY, AGENT, true", "PRIORITY, AGENT, false",
    "SLA_DEADLINE, AGENT, true", "SLA_DEADLINE, AGENT, false"
  })
  void aPageInAnyOrderComesFromAnIndexWithoutASort(
      TicketOrder.Field field, Role role, boolean ascending) {
    Viewer viewer = new Viewer(new UserRef("u", "", "", null), Set.of(role), Set.of());
    String orderBy = TicketSearch.orderBy(new TicketOrder(field, ascending), viewer);
    TransactionTemplate transaction = RunningService.get().bean(TransactionTemplate.class);
    JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
    List<String> plan =
        transaction.execute(
            _ -> {
              // The table is small here; these say what PostgreSQL could do if it were not.
              jdbc.execute("set local enable_seqscan = off");
              jdbc.execute("set local enable_bitmapscan = off");
              return jdbc.queryForList(
                  "explain select t.id from ticket t where not t.deleted order by "
                      + orderBy
                      + " limit 20",
                  String.class);
            });
    assertThat(plan)
        .noneMatch(line -> line.contains("Sort"))
        .anyMatch(line -> line.contains("using ticket_by_"));
  }

  @Test
  void aSearchHasNoWorkersThatReadAhead() {
    String sql =
        "explain select from search_document d where d.search @@ search_query('word', true) limit"
            + " 1";
    assertThat(parallelPlan(sql.replace("search_query('word', true)", "'word'::tsquery")))
        .as("workers are possible")
        .anyMatch(line -> line.contains("Gather"));
    assertThat(parallelPlan(sql)).noneMatch(line -> line.contains("Gather"));
  }

  private static List<String> parallelPlan(String sql) {
    JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
    return RunningService.get()
        .bean(TransactionTemplate.class)
        .execute(
            _ -> {
              jdbc.execute("set local debug_parallel_query = on");
              return jdbc.queryForList(sql, String.class);
            });
  }

  @ParameterizedTest
  @EnumSource(value = TicketOrder.Field.class, mode = EXCLUDE, names = "RELEVANCE")
  void aCustomersPageComesFromTheirOwnTicketsAndTexts(TicketOrder.Field field) {
    Viewer viewer = new Viewer(new UserRef("u", "", "", null), Set.of(Role.CUSTOMER), Set.of());
    SearchCondition condition =
        new SearchCondition(
            RunningService.get().bean(TicketVisibility.class),
            viewer,
            TicketFilters.read(Map.of()),
            Instant.now());
    condition.text(new TextCondition(SearchText.parse("word"), false), -1);
    TransactionTemplate transaction = RunningService.get().bean(TransactionTemplate.class);
    JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
    List<String> plan =
        transaction.execute(
            _ -> {
              // Without the border of a subquery, it would now walk along the order's index.
              jdbc.execute("set local enable_seqscan = off");
              jdbc.execute("set local enable_sort = off");
              return RunningService.get()
                  .jdbc()
                  .sql(
                      "explain "
                          + TicketSearch.list(
                              condition, new TicketOrder(field, false), viewer, "limit 20"))
                  .params(condition.parameters())
                  .query(String.class)
                  .list();
            });
    assertThat(plan)
        .anyMatch(line -> line.contains("Subquery Scan on t"))
        .anyMatch(line -> line.contains("Subquery Scan on d"))
        .noneMatch(line -> line.contains("search_document_by_word"))
        .noneMatch(line -> line.matches(".* ticket_by_(?!creator|assignee|watcher).*"));
  }
}
