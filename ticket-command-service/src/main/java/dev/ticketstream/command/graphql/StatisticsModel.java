package dev.ticketstream.command.graphql;

import dev.ticketstream.command.view.TicketCounts;
import dev.ticketstream.command.view.TicketCounts.Dimension;
import dev.ticketstream.command.view.TicketCounts.Groups;
import dev.ticketstream.command.view.TicketStatistics.DayCount;
import dev.ticketstream.command.view.TicketStatistics.Medians;
import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code TicketStatistics}; what was not selected is empty. */
public record StatisticsModel(
    int total,
    int overdue,
    List<StatusCount> byStatus,
    List<PriorityCount> byPriority,
    List<RequestTypeCount> byRequestType,
    List<TeamCount> byTeam,
    int otherTeams,
    int withoutTeam,
    List<AssigneeCount> byAssignee,
    int otherAssignees,
    int unassigned,
    List<DayCount> perDay,
    @Nullable Double medianFirstResponseSeconds,
    @Nullable Double medianResolutionSeconds) {

  /** The fields that come from one statement. */
  static final String FIRST_COUNT = "total";

  static final String[] OTHER_COUNTS = {
    "overdue", "by*", "otherTeams", "withoutTeam", "otherAssignees", "unassigned"
  };

  /** {@code StatusCount}. */
  public record StatusCount(TicketStatus status, int tickets) {}

  /** {@code PriorityCount}. */
  public record PriorityCount(TicketPriority priority, int tickets) {}

  /** {@code RequestTypeCount}. */
  public record RequestTypeCount(RequestType requestType, int tickets) {}

  /** {@code TeamCount}. */
  public record TeamCount(String team, int tickets) {}

  /** {@code AssigneeCount}. */
  public record AssigneeCount(UserRef assignee, int tickets) {}

  /**
   * @param counted the counts, {@code null} when none was selected
   * @param top how many teams and assignees to name
   * @param names looks up users by their ids
   * @param perDay the days
   * @param medians the medians
   */
  static StatisticsModel of(
      @Nullable TicketCounts counted,
      int top,
      Function<Set<String>, Map<String, UserRef>> names,
      List<DayCount> perDay,
      Medians medians) {
    TicketCounts counts = counted == null ? new TicketCounts(0, 0, Map.of()) : counted;
    Groups teams = top(counts.by(Dimension.TEAM), top);
    Groups assignees = top(counts.by(Dimension.ASSIGNEE), top);
    Map<String, UserRef> users =
        assignees.byValue().isEmpty() ? Map.of() : names.apply(assignees.byValue().keySet());
    return new StatisticsModel(
        counts.total(),
        counts.overdue(),
        each(counts, Dimension.STATUS, TicketStatus.values(), StatusCount::new),
        each(counts, Dimension.PRIORITY, TicketPriority.values(), PriorityCount::new),
        each(counts, Dimension.REQUEST_TYPE, RequestType.values(), RequestTypeCount::new),
        list(teams, TeamCount::new),
        teams.others(),
        teams.none(),
        list(
            assignees,
            (id, tickets) ->
                new AssigneeCount(users.getOrDefault(id, new UserRef(id, "", "", null)), tickets)),
        assignees.others(),
        assignees.none(),
        perDay,
        medians.firstResponse(),
        medians.resolution());
  }

  private static <E extends Enum<E>, C> List<C> each(
      TicketCounts counts, Dimension dimension, E[] values, BiFunction<E, Integer, C> count) {
    Map<String, Integer> tickets = counts.by(dimension).byValue();
    return Stream.of(values)
        .map(value -> count.apply(value, tickets.getOrDefault(value.name(), 0)))
        .toList();
  }

  private static <C> List<C> list(Groups groups, BiFunction<String, Integer, C> count) {
    List<C> counts = new ArrayList<>();
    groups.byValue().forEach((value, tickets) -> counts.add(count.apply(value, tickets)));
    return counts;
  }

  private static Groups top(Groups groups, int top) {
    Map<String, Integer> shown = new LinkedHashMap<>();
    int others = groups.others();
    for (Map.Entry<String, Integer> group : groups.byValue().entrySet()) {
      if (shown.size() < top) {
        shown.put(group.getKey(), group.getValue());
      } else {
        others += group.getValue();
      }
    }
    return new Groups(shown, groups.none(), others);
  }
}
