package dev.ticketstream.command.view;

import dev.ticketstream.events.access.TicketVisibility;
import dev.ticketstream.events.access.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** How many tickets each quick filter finds, all in one statement. */
@Component
public class QuickFilterCounts {

  private static final String SQL =
      """
      select
        count(*) filter (where unsolved) as open,
        count(*) filter (where unsolved and t.assigned_to_id = :me) as mine,
        count(*) filter (where unsolved and t.assigned_to_id is null) as unassigned,
        count(*) filter (where unsolved and t.team = any(:myTeams)) as my_teams,
        count(*) filter (where unsolved and t.created_by_id = :me) as created_by_me,
        count(*) filter (where unsolved and t.watcher_ids @> array[:me]::text[]) as watched,
        count(*) filter (where unsolved and t.priority in ('HIGH', 'CRITICAL')) as urgent,
        count(*) filter (where t.status = 'ON_HOLD') as on_hold,
        count(*) filter (where %1$s) as overdue,
        count(*) filter (where t.resolved_date >= :resolvedFrom) as resolved_recently
      from (
        select t.*, t.status not in ('RESOLVED', 'CLOSED') as unsolved
        from ticket t
        where not t.deleted and %2$s) as t
      """;

  private final FreshPlans database;
  private final TicketVisibility visibility;
  private final Clock clock;

  QuickFilterCounts(FreshPlans database, TicketVisibility visibility, Clock clock) {
    this.database = database;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * Counts the tickets that the viewer may see.
   *
   * @param viewer who asks
   * @param resolvedFrom since when a ticket counts as resolved recently
   */
  public Counts counts(Viewer viewer, Instant resolvedFrom) {
    VisibilityPredicate visible = VisibilityPredicate.of(visibility, viewer);
    return database
        .sql(SQL.formatted(SearchCondition.OVERDUE, "(" + visible.sql() + ")"))
        .params(visible.parameters())
        .param("me", viewer.id())
        .param("myTeams", viewer.teams().toArray(String[]::new))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("resolvedFrom", resolvedFrom.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Counts(
                    row.getInt("open"),
                    row.getInt("mine"),
                    row.getInt("unassigned"),
                    row.getInt("my_teams"),
                    row.getInt("created_by_me"),
                    row.getInt("watched"),
                    row.getInt("urgent"),
                    row.getInt("on_hold"),
                    row.getInt("overdue"),
                    row.getInt("resolved_recently"),
                    resolvedFrom))
        .single();
  }

  /** What each quick filter finds; the schema says which filter it stands for. */
  public record Counts(
      int open,
      int mine,
      int unassigned,
      int myTeams,
      int createdByMe,
      int watched,
      int urgent,
      int onHold,
      int overdue,
      int resolvedRecently,
      Instant resolvedFrom) {}
}
