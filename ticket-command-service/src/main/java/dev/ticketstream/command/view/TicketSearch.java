package dev.ticketstream.command.view;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of tickets. */
@Component
public class TicketSearch {

  /** A term that more texts have is found soon by walking along the list. */
  private static final int RARE_TEXTS_MAX = 2_000;

  private final FreshPlans database;
  private final RareTerms rareTerms;
  private final RankedSearch ranked;
  private final TicketRows rows;
  private final TicketVisibility visibility;
  private final Clock clock;

  TicketSearch(
      FreshPlans database,
      RareTerms rareTerms,
      RankedSearch ranked,
      TicketRows rows,
      TicketVisibility visibility,
      Clock clock) {
    this.database = database;
    this.rareTerms = rareTerms;
    this.ranked = ranked;
    this.rows = rows;
    this.visibility = visibility;
    this.clock = clock;
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
    SearchCondition condition = condition(viewer, filter);
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
    return database
        .sql(sql)
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
    SearchCondition condition = condition(viewer, filter);
    return database
        .sql("select count(*) from ticket t where " + condition.sql())
        .params(condition.parameters())
        .query(Integer.class)
        .single();
  }

  /** Each order has an index in these words. */
  static String orderBy(TicketOrder order, Viewer viewer) {
    return "%1$s %2$s, t.id %2$s"
        .formatted(SortKey.of(order, viewer).sql(), order.ascending() ? "asc" : "desc");
  }

  private SearchCondition condition(Viewer viewer, TicketFilter filter) {
    SearchCondition condition = new SearchCondition(visibility, viewer, filter, clock.instant());
    if (filter.text() != null) {
      TextCondition text = new TextCondition(filter.text(), viewer.isStaff());
      // A customer's own tickets are few, and where else a word stands is not for them to find out.
      RareTerm rare = viewer.isStaff() ? rareTerms.first(text, "ticket_id", RARE_TEXTS_MAX) : null;
      condition.text(text, rare == null ? -1 : rare.term());
      if (rare != null) {
        condition.among(rare.found());
      }
    }
    return condition;
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
