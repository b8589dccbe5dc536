package dev.ticketstream.command.view;

import static java.util.Objects.requireNonNull;

import dev.ticketstream.command.view.TicketCounts.Dimension;
import dev.ticketstream.events.access.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Figures about the tickets of a filter that the viewer may see, computed in the database. */
@Component
public class TicketStatistics {

  /** One pass over the tickets. The largest groups come first, after the one without a value. */
  private static final String COUNTS =
      """
      select * from (
        select %2$s as dimension, coalesce(%3$s) as value,
          count(*) as tickets, count(*) filter (where %4$s) as overdue,
          row_number() over (
            partition by %2$s
            order by coalesce(%3$s) is not null, count(*) desc, coalesce(%3$s)) as place
        from %6$s
        where %1$s
        group by grouping sets ((), (%5$s))) as counts
      where place <= :groupsMax + 1
      order by dimension, place
      """;

  /** The array is in a subquery: a cast from text would be done again for each ticket. */
  private static final String PER_DAY =
      """
      select 'created' as what,
        width_bucket(t.created_date, (select cast(:midnights as timestamptz[]))) as day,
        count(*) as tickets
      from %2$s
      where %1$s and t.created_date >= :begin and t.created_date < :end
      group by 2
      union all
      select 'resolved',
        width_bucket(t.resolved_date, (select cast(:midnights as timestamptz[]))), count(*)
      from %2$s
      where %1$s and t.resolved_date >= :begin and t.resolved_date < :end
      group by 2
      """;

  private static final String MEDIANS =
      """
      select
        extract(epoch from percentile_cont(0.5) within group (
          order by t.first_response_date - t.created_date)) as first_response,
        extract(epoch from percentile_cont(0.5) within group (
          order by t.resolved_date - t.created_date)) as resolution
      from %s
      where %s
      """;

  private final FreshPlans database;
  private final Conditions conditions;

  TicketStatistics(FreshPlans database, Conditions conditions) {
    this.database = database;
    this.conditions = conditions;
  }

  /**
   * How many tickets there are, by each dimension.
   *
   * @param viewer who asks
   * @param filter which tickets
   * @param groupsMax most values of a dimension that are counted one by one, those with the most
   *     tickets; at least as many as there are statuses
   */
  public TicketCounts counts(Viewer viewer, TicketFilter filter, int groupsMax) {
    SearchCondition condition = conditions.of(viewer, filter);
    TicketCounts.Collector counts = new TicketCounts.Collector(groupsMax);
    String columns = String.join(", ", Stream.of(Dimension.values()).map(Dimension::sql).toList());
    String sets = String.join("), (", Stream.of(Dimension.values()).map(Dimension::sql).toList());
    database
        .sql(
            COUNTS.formatted(
                condition.sql(),
                "grouping(" + columns + ")",
                columns,
                SearchCondition.OVERDUE,
                sets,
                condition.tickets()))
        .params(condition.parameters())
        .param("groupsMax", groupsMax)
        .query(
            row -> {
              counts.take(
                  row.getInt("dimension"),
                  row.getString("value"),
                  row.getInt("tickets"),
                  row.getInt("overdue"));
            });
    return counts.counts();
  }

  /**
   * How many tickets were created and how many resolved on each day.
   *
   * @param viewer who asks
   * @param filter which tickets
   * @param from the first day
   * @param to the last day, not before the first
   * @param zone where a day begins at midnight
   * @return every day, also those without tickets
   */
  public List<DayCount> perDay(
      Viewer viewer, TicketFilter filter, LocalDate from, LocalDate to, ZoneId zone) {
    SearchCondition condition = conditions.of(viewer, filter);
    List<LocalDate> days = from.datesUntil(to.plusDays(1)).toList();
    int[] created = new int[days.size()];
    int[] resolved = new int[days.size()];
    database
        .sql(PER_DAY.formatted(condition.sql(), condition.tickets()))
        .params(condition.parameters())
        .param(
            "midnights",
            days.stream()
                .map(day -> midnight(day, zone).toInstant().toString())
                .toArray(String[]::new))
        .param("begin", midnight(from, zone))
        .param("end", midnight(to.plusDays(1), zone))
        .query(
            row -> {
              int[] counts = row.getString("what").equals("created") ? created : resolved;
              counts[row.getInt("day") - 1] = row.getInt("tickets");
            });
    List<DayCount> counted = new ArrayList<>(days.size());
    for (int i = 0; i < days.size(); i++) {
      counted.add(new DayCount(days.get(i), created[i], resolved[i]));
    }
    return counted;
  }

  /**
   * How long it took, as medians over the tickets that have come so far.
   *
   * @param viewer who asks
   * @param filter which tickets
   */
  public Medians medians(Viewer viewer, TicketFilter filter) {
    SearchCondition condition = conditions.of(viewer, filter);
    return requireNonNull(
        database
            .sql(MEDIANS.formatted(condition.tickets(), condition.sql()))
            .params(condition.parameters())
            .query(
                (row, _) -> new Medians(seconds(row, "first_response"), seconds(row, "resolution")))
            .single());
  }

  private static OffsetDateTime midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Double seconds(ResultSet row, String column) throws SQLException {
    double seconds = row.getDouble(column);
    return row.wasNull() ? null : seconds;
  }

  /**
   * A day's tickets.
   *
   * @param date the day
   * @param created how many were created on it
   * @param resolved how many were last resolved on it
   */
  public record DayCount(LocalDate date, int created, int resolved) {}

  /**
   * Medians in seconds from creation.
   *
   * @param firstResponse to staff's first public comment; {@code null} when no ticket has one
   * @param resolution to the last resolution; {@code null} when no ticket was resolved
   */
  public record Medians(@Nullable Double firstResponse, @Nullable Double resolution) {}
}
