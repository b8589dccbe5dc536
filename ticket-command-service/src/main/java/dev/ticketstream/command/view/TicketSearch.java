package dev.ticketstream.command.view;

import dev.ticketstream.command.eventstore.EventStore;
import dev.ticketstream.events.TicketSnapshot;
import dev.ticketstream.events.access.EventRedactor;
import dev.ticketstream.events.access.Exposure;
import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of tickets. */
@Component
public class TicketSearch {

  private final JdbcClient jdbc;
  private final TicketVisibility visibility;
  private final EventRedactor redactor;
  private final Clock clock;

  TicketSearch(JdbcClient jdbc, TicketVisibility visibility, EventRedactor redactor, Clock clock) {
    this.jdbc = jdbc;
    this.visibility = visibility;
    this.redactor = redactor;
    this.clock = clock;
  }

  /**
   * A page of the tickets that the viewer may see.
   *
   * @param viewer who asks
   * @param filter which tickets
   * @param order in which order
   * @param after place of the last ticket of the page before, {@code null} for the first page
   * @param limit most tickets
   */
  public List<FoundTicket> find(
      Viewer viewer,
      TicketFilter filter,
      TicketOrder order,
      TicketOrder.@Nullable Place after,
      int limit) {
    SearchCondition condition = new SearchCondition(visibility, viewer, filter, clock.instant());
    SortKey key = SortKey.of(order, viewer);
    if (after != null) {
      condition.after(key.sql(), key.type(), order.ascending(), after);
    }
    String sql =
        """
        select e.payload
        from ticket t join ticket_event e on e.ticket_id = t.id and e.version = t.version
        where %s
        order by %s
        limit :limit
        """
            .formatted(condition.sql(), orderBy(order, viewer));
    return jdbc.sql(sql)
        .params(condition.parameters())
        .param("limit", limit)
        .query((row, _) -> found(row, viewer, order))
        .list();
  }

  /**
   * How many tickets of this filter the viewer may see.
   *
   * @param viewer who asks
   * @param filter which tickets
   */
  public int count(Viewer viewer, TicketFilter filter) {
    SearchCondition condition = new SearchCondition(visibility, viewer, filter, clock.instant());
    return jdbc.sql("select count(*) from ticket t where " + condition.sql())
        .params(condition.parameters())
        .query(Integer.class)
        .single();
  }

  /** Each order has an index in these words. */
  static String orderBy(TicketOrder order, Viewer viewer) {
    return "%1$s %2$s, t.id %2$s"
        .formatted(SortKey.of(order, viewer).sql(), order.ascending() ? "asc" : "desc");
  }

  private FoundTicket found(ResultSet row, Viewer viewer, TicketOrder order) throws SQLException {
    TicketSnapshot stored = EventStore.decode(row.getBytes("payload")).ticket();
    // Asks the policy once more, so that an error in the SQL shows nothing that it should not.
    Exposure exposure =
        visibility
            .exposureOf(viewer, stored.facets())
            .orElseThrow(
                () -> new IllegalStateException("the search found a ticket that is not visible"));
    TicketSnapshot ticket = redactor.redact(stored, exposure);
    return new FoundTicket(new VisibleTicket(ticket, exposure), order.place(ticket));
  }

  /** What to order by, and its type. */
  private record SortKey(String sql, String type) {

    static SortKey of(TicketOrder order, Viewer viewer) {
      return switch (order.field()) {
        case CREATED_DATE -> new SortKey("t.created_date", "timestamptz");
        case UPDATED_DATE -> new SortKey(SearchCondition.updatedDate(viewer), "timestamptz");
        case PRIORITY -> new SortKey("t.priority_rank", "smallint");
        case SLA_DEADLINE ->
            new SortKey(
                "coalesce(t.sla_deadline, '%s'::timestamptz)".formatted(order.noDeadline()),
                "timestamptz");
      };
    }
  }
}
