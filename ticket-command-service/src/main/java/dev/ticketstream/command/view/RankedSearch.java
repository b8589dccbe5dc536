package dev.ticketstream.command.view;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists of tickets by relevance. However common a word is, only the tickets with the newest
 * matching texts are ranked, among those that the filter lets pass and the viewer may see.
 */
@Component
class RankedSearch {

  /** Terms that more texts have are looked for along the texts, newest first. */
  private static final int RARE_TEXTS_MAX = 5_000;

  private static final String SQL =
      """
      with pool as materialized (
        select d.ticket_id
        from %7$s %2$s
        where %1$s and d.id <= :lastId and %3$s
        order by d.id desc
        limit :rankedMax),
      ranked as materialized (
        select d.ticket_id, max(ts_rank('{0.1, 0.2, 0.4, 1.0}', d.search, %4$s)) as rank
        from (select distinct ticket_id from pool) as candidate
        %8$s
        where d.search @@ %4$s and d.id <= :lastId
        group by d.ticket_id)
      select e.payload, page.rank::text as rank
      from (
        select ranked.ticket_id, ranked.rank
        from ranked
        where %5$s
        order by ranked.rank %6$s, ranked.ticket_id %6$s
        limit :limit) as page
      join ticket t on t.id = page.ticket_id
      join ticket_event e on e.ticket_id = t.id and e.version = t.version
      order by page.rank %6$s, page.ticket_id %6$s
      """;

  private final FreshPlans database;
  private final RareTerms rareTerms;
  private final TicketRows rows;
  private final TicketVisibility visibility;
  private final QueryProperties properties;
  private final Clock clock;

  RankedSearch(
      FreshPlans database,
      RareTerms rareTerms,
      TicketRows rows,
      TicketVisibility visibility,
      QueryProperties properties,
      Clock clock) {
    this.database = database;
    this.rareTerms = rareTerms;
    this.rows = rows;
    this.visibility = visibility;
    this.properties = properties;
    this.clock = clock;
  }

  List<FoundTicket> find(
      Viewer viewer,
      TicketFilter filter,
      SearchText searched,
      boolean ascending,
      TicketOrder.@Nullable Place after,
      int limit) {
    Instant now = clock.instant();
    RankedPlace from = after == null ? null : RankedPlace.parse(after.value()).orElseThrow();
    Instant readAt = from == null ? now : from.readAt();
    TextCondition text = new TextCondition(searched, viewer.isStaff());
    RareTerm rare = viewer.isStaff() ? rareTerms.first(text, "id", RARE_TEXTS_MAX) : null;
    SearchCondition condition = new SearchCondition(visibility, viewer, filter, now);
    condition.text(text, rare == null ? 0 : rare.term());
    String sql =
        SQL.formatted(
            rare == null ? "d.search @@ " + TextCondition.query(0) : "d.id = any(:rare)",
            text.joinTexts("t.id"),
            condition.sql(),
            text.anyQuery(),
            from == null
                ? "true"
                : "(ranked.rank, ranked.ticket_id) %s (cast(:rank as real), :placeId)"
                    .formatted(ascending ? ">" : "<"),
            ascending ? "asc" : "desc",
            condition.tickets(),
            text.joinTexts("candidate.ticket_id"));
    return database
        .sql(sql)
        .params(condition.parameters())
        .param("rare", rare == null ? null : rare.found())
        // Read here: PostgreSQL would refuse a text that stands for less than there can be.
        .param("rank", from == null ? null : Float.valueOf(from.rank()))
        .param("placeId", after == null ? null : after.id())
        .param("lastId", RankedPlace.lastIdAt(readAt))
        .param("rankedMax", properties.rankedMax())
        .param("limit", limit)
        .query(
            (row, _) -> {
              VisibleTicket ticket = rows.ticket(row, viewer);
              RankedPlace place = new RankedPlace(row.getString("rank"), readAt);
              return new FoundTicket(
                  ticket, new TicketOrder.Place(place.value(), ticket.ticket().id()));
            })
        .list();
  }
}
