package dev.ticketstream.command.view;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.access.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of tickets. */
@Component
public class TicketSearch {

  private final FreshPlans database;
  private final Conditions conditions;
  private final RankedSearch ranked;
  private final TicketRows rows;

  TicketSearch(FreshPlans database, Conditions conditions, RankedSearch ranked, TicketRows rows) {
    this.database = database;
    this.conditions = conditions;
    this.ranked = ranked;
    this.rows = rows;
  }

  /**
   * A page of the tickets that the viewer may see.
   *
   * @param viewer who asks
   * @param filter which tickets
   * @param order in which order; by relevance only with a text that has something to find
   * @param after place of the last ticket of the page before, {@code null} for the first page
   * @param limit most tickets
   */
  public List<FoundTicket> find(
      Viewer viewer,
      TicketFilter filter,
      TicketOrder order,
      TicketOrder.@Nullable Place after,
      int limit) {
    if (order.field() == TicketOrder.Field.RELEVANCE) {
      SearchText text = requireNonNull(filter.text(), "an order by relevance needs a text");
      return ranked.find(viewer, filter, text, order.ascending(), after, limit);
    }
    SearchCondition condition = conditions.of(viewer, filter);
    SortKey key = SortKey.of(order, viewer);
    if (after != null) {
      condition.after(key.sql(), key.type(), order.ascending(), after);
    }
    return database
        .sql(list(condition, order, viewer, "limit :limit"))
        .params(condition.parameters())
        .param("limit", limit)
        .query(
            (row, _) -> {
              VisibleTicket ticket = rows.ticket(row, viewer);
              return new FoundTicket(ticket, order.place(ticket.ticket()));
            })
        .list();
  }

  /**
   * How many tickets of this filter the viewer may see.
   *
   * @param viewer who asks
   * @param filter which tickets
   */
  public int count(Viewer viewer, TicketFilter filter) {
    SearchCondition condition = conditions.of(viewer, filter);
    return database
        .sql("select count(*) from " + condition.tickets() + " where " + condition.sql())
        .params(condition.parameters())
        .query(Integer.class)
        .single();
  }

  /**
   * The newest events of the tickets, in order.
   *
   * @param limit {@code limit …}, or an empty text
   */
  static String list(SearchCondition condition, TicketOrder order, Viewer viewer, String limit) {
    return """
    select e.payload
    from (
      select t.id, t.version, t.created_date, t.updated_date, t.public_updated_date,
        t.priority_rank, t.sla_deadline
      from %1$s
      where %2$s
      order by %3$s
      %4$s) as t
    join ticket_event e on e.ticket_id = t.id and e.version = t.version
    order by %3$s
    """
        .formatted(condition.tickets(), condition.sql(), orderBy(order, viewer), limit);
  }

  /** Each order has an index in these words. */
  static String orderBy(TicketOrder order, Viewer viewer) {
    return "%1$s %2$s, t.id %2$s"
        .formatted(SortKey.of(order, viewer).sql(), order.ascending() ? "asc" : "desc");
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
        case RELEVANCE -> throw new IllegalStateException("relevance is no column");
      };
    }
  }
}
