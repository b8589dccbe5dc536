package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class ListOrderIndexIT {

  @ParameterizedTest
  @CsvSource({
    "CREATED_DATE, AGENT, true", "CREATED_DATE, AGENT, false",
    "UPDATED_DATE, AGENT, true", "UPDATED_DATE, AGENT, false",
    "UPDATED_DATE, CUSTOMER, true", "UPDATED_DATE, CUSTOMER, false",
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
}
