package dev.ticketstream.command.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calendars, with times around changes of the clock; the seed is in the test's name. */
class RandomCalendarTests {

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu");
  private static final Duration STEP = Duration.ofMinutes(15);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void countsTheQuartersOfAnHourThatAWatchingPersonWouldCount(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      WorkingCalendar calendar = calendar(random);
      Instant from = time(random);
      Instant to = from.plus(STEP.multipliedBy(random.nextInt(4 * 24 * 20)));
      Duration counted = Duration.ZERO;
      for (Instant at = from; at.isBefore(to); at = at.plus(STEP)) {
        counted = works(calendar, at) ? counted.plus(STEP) : counted;
      }
      assertThat(calendar.between(from, to))
          .as("%s from %s to %s", calendar, from, to)
          .isEqualTo(counted);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsAddedLiesBetween(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      WorkingCalendar calendar = calendar(random);
      Instant start = time(random).plusMillis(random.nextInt(1_000_000));
      Duration first = Duration.ofMillis(random.nextLong(1_000_000_000));
      Duration second = Duration.ofMillis(random.nextLong(1_000_000_000));
      Instant then = calendar.plus(start, first);
      String description = "%s from %s by %s and %s".formatted(calendar, start, first, second);
      assertThat(calendar.between(start, then)).as(description).isEqualTo(first);
      assertThat(calendar.plus(then, second))
          .as(description)
          .isEqualTo(calendar.plus(start, first.plus(second)));
      assertThat(calendar.plus(start, first.plusMillis(1))).as(description).isAfter(then);
    }
  }

  /** Looks at the clock on the wall, and at no calculation. */
  private static boolean works(WorkingCalendar calendar, Instant at) {
    ZonedDateTime wall = at.atZone(calendar.timeZone());
    if (calendar.holidays().contains(wall.toLocalDate())) {
      return false;
    }
    long nanoOfDay = wall.toLocalTime().toNanoOfDay();
    return calendar.hours().getOrDefault(wall.getDayOfWeek(), List.of()).stream()
        .anyMatch(hours -> hours.from() <= nanoOfDay && nanoOfDay < hours.to());
  }

  private static WorkingCalendar calendar(Random random) {
    Map<DayOfWeek, List<WorkingHours>> week = new EnumMap<>(DayOfWeek.class);
    week.put(DayOfWeek.of(1 + random.nextInt(7)), List.of(WorkingHours.of("09:00-17:00")));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(3) > 0) {
        week.put(day, hours(random));
      }
    }
    Set<LocalDate> holidays = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      holidays.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)));
    }
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    return new WorkingCalendar(zone, week, holidays);
  }

  /** Not between one and three at night, where some zones have hours twice; see the examples. */
  private static List<WorkingHours> hours(Random random) {
    List<WorkingHours> hours = new ArrayList<>();
    int from = random.nextInt(3) == 0 ? 0 : 12 + random.nextInt(40);
    while (from < 96) {
      int to = from == 0 ? 12 + random.nextInt(40) : Math.min(96, from + 1 + random.nextInt(30));
      hours.add(new WorkingHours(nanos(from), nanos(to)));
      from = to + random.nextInt(30);
    }
    return hours;
  }

  private static long nanos(int quarters) {
    return STEP.multipliedBy(quarters).toNanos();
  }

  private static Instant time(Random random) {
    Instant base =
        switch (random.nextInt(3)) {
          case 0 -> Instant.parse("2026-03-20T00:00:00Z");
          case 1 -> Instant.parse("2026-10-15T00:00:00Z");
          default -> Instant.parse("2026-01-01T00:00:00Z");
        };
    return base.plus(STEP.multipliedBy(random.nextInt(4 * 24 * 15)));
  }
}
