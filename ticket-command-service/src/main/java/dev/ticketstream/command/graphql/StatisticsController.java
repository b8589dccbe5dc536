package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;

import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.view.QuickFilterCounts;
import dev.ticketstream.command.view.TicketCounts;
import dev.ticketstream.command.view.TicketFilter;
import dev.ticketstream.command.view.TicketStatistics;
import dev.ticketstream.command.view.TicketStatistics.DayCount;
import dev.ticketstream.command.view.TicketStatistics.Medians;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/** The queries that count tickets. Everybody may ask; each counts what they see. */
@Controller
class StatisticsController {

  private static final int DAYS_MAX = 366;
  private static final int DAYS_DEFAULT = 30;
  private static final int TOP_MAX = 100;
  private static final int TOP_DEFAULT = 10;

  /** Statuses, priorities and types are never too many to be counted one by one. */
  private static final int GROUPS_MIN = 10;

  private static final Duration RECENT = Duration.ofDays(7);

  private final TicketStatistics statistics;
  private final QuickFilterCounts quickFilters;
  private final Directory directory;
  private final QuerySlots slots;
  private final Clock clock;

  StatisticsController(
      TicketStatistics statistics,
      QuickFilterCounts quickFilters,
      Directory directory,
      QuerySlots slots,
      Clock clock) {
    this.statistics = statistics;
    this.quickFilters = quickFilters;
    this.directory = directory;
    this.slots = slots;
    this.clock = clock;
  }

  @QueryMapping
  QuickFilterCounts.Counts quickFilterCounts(
      @Argument @Nullable Instant resolvedFrom, @AuthenticationPrincipal Viewer viewer) {
    Instant from =
        resolvedFrom == null
            ? clock.instant().minus(RECENT).truncatedTo(ChronoUnit.MICROS)
            : resolvedFrom;
    return slots.run(viewer, () -> quickFilters.counts(viewer, from));
  }

  /** Computes what is selected: counts, days and medians are a statement each. */
  @QueryMapping
  StatisticsModel ticketStatistics(
      @Argument @Nullable LocalDate from,
      @Argument @Nullable LocalDate to,
      @Argument @Nullable String timeZone,
      @Argument @Nullable Integer top,
      DataFetchingEnvironment call,
      @AuthenticationPrincipal Viewer viewer) {
    TicketFilter filter = TicketFilters.read(call.getArgument("filter"));
    int groups = top(top);
    Days days = days(from, to, zone(timeZone));
    DataFetchingFieldSelectionSet selected = call.getSelectionSet();
    return slots.run(viewer, () -> statistics(viewer, filter, groups, days, selected));
  }

  private StatisticsModel statistics(
      Viewer viewer,
      TicketFilter filter,
      int groups,
      Days days,
      DataFetchingFieldSelectionSet selected) {
    TicketCounts counts =
        selected.containsAnyOf(StatisticsModel.FIRST_COUNT, StatisticsModel.OTHER_COUNTS)
            ? statistics.counts(viewer, filter, Math.max(groups, GROUPS_MIN))
            : null;
    List<DayCount> perDay =
        selected.contains("perDay")
            ? statistics.perDay(viewer, filter, days.from(), days.to(), days.zone())
            : List.of();
    Medians medians =
        selected.containsAnyOf("medianFirstResponseSeconds", "medianResolutionSeconds")
            ? statistics.medians(viewer, filter)
            : new Medians(null, null);
    Function<Set<String>, Map<String, UserRef>> names =
        selected.contains("byAssignee") ? directory::names : _ -> Map.of();
    return StatisticsModel.of(counts, groups, names, perDay, medians);
  }

  private static int top(@Nullable Integer top) {
    int groups = top == null ? TOP_DEFAULT : top;
    if (groups < 1 || groups > TOP_MAX) {
      throw invalid("top must be 1 to %d.".formatted(TOP_MAX), "top");
    }
    return groups;
  }

  private static ZoneId zone(@Nullable String timeZone) {
    try {
      return ZoneId.of(timeZone == null ? "UTC" : timeZone);
    } catch (DateTimeException e) {
      throw invalid("This is not a time zone; write Europe/Berlin, for example.", "timeZone");
    }
  }

  private Days days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
    LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), zone) : to;
    LocalDate first = from == null ? last.minusDays(DAYS_DEFAULT - 1) : from;
    if (first.isBefore(LocalDate.EPOCH)) {
      throw invalid("Days are counted since 1970-01-01.", from == null ? "to" : "from");
    }
    if (first.isAfter(last)) {
      throw invalid("from must not be after to.", "from");
    }
    if (ChronoUnit.DAYS.between(first, last) >= DAYS_MAX) {
      throw tooLarge("from and to may span %d days.".formatted(DAYS_MAX), "from");
    }
    return new Days(first, last, zone);
  }

  private record Days(LocalDate from, LocalDate to, ZoneId zone) {}
}
