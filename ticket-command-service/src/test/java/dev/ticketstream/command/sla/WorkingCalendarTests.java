package dev.ticketstream.command.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingCalendarTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final WorkingCalendar office =
      calendar(
          DayOfWeek.MONDAY, DayOfWeek.FRIDAY, List.of("13:00-17:00", "09:00-12:00"), "2026-12-25");

  @Test
  void timeOutsideOfWorkingHoursDoesNotCount() {
    assertThat(after(office, "2026-03-02T09:00", "PT2H")).isEqualTo(berlin("2026-03-02T11:00"));
    assertThat(after(office, "2026-03-02T11:00", "PT2H")).isEqualTo(berlin("2026-03-02T14:00"));
    assertThat(after(office, "2026-03-02T16:30", "PT1H")).isEqualTo(berlin("2026-03-03T09:30"));
    assertThat(after(office, "2026-03-06T18:00", "PT1H")).isEqualTo(berlin("2026-03-09T10:00"));
    assertThat(after(office, "2026-03-02T05:00", "PT7H")).isEqualTo(berlin("2026-03-02T17:00"));
  }

  @Test
  void holidaysDoNotCount() {
    assertThat(after(office, "2026-12-24T16:00", "PT2H")).isEqualTo(berlin("2026-12-28T10:00"));
    assertThat(office.between(berlin("2026-12-24T16:00"), berlin("2026-12-28T10:00")))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void noWorkingTimeIsTheStartItself() {
    assertThat(after(office, "2026-03-07T12:00", "PT0S")).isEqualTo(berlin("2026-03-07T12:00"));
    assertThat(office.between(berlin("2026-03-03T10:00"), berlin("2026-03-02T10:00"))).isZero();
  }

  @Test
  void hoursThatTheChangeToSummerTimeSkipsDoNotCount() {
    WorkingCalendar nights =
        calendar(
            DayOfWeek.SUNDAY,
            DayOfWeek.SUNDAY,
            List.of("01:00-02:15", "02:15-02:45", "02:45-04:00"));
    assertThat(nights.between(berlin("2026-03-29T00:00"), berlin("2026-03-29T12:00")))
        .isEqualTo(Duration.ofHours(2));
    assertThat(after(nights, "2026-03-29T00:00", "PT1H30M")).isEqualTo(berlin("2026-03-29T03:30"));
    Instant from = berlin("2026-03-29T00:00");
    Instant to = berlin("2026-03-29T12:00");
    assertThat(sundays("02:15-02:45").between(from, to)).isZero();
    assertThat(sundays("02:30-03:30").between(from, to)).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void anHourThatComesTwiceCountsTwiceOnlyWithinWorkingHours() {
    Instant from = berlin("2026-10-25T00:00");
    Instant to = berlin("2026-10-25T12:00");
    assertThat(sundays("01:00-04:00").between(from, to)).isEqualTo(Duration.ofHours(4));
    assertThat(sundays("02:00-02:30").between(from, to)).isEqualTo(Duration.ofMinutes(30));
    assertThat(sundays("01:00-02:30", "02:30-04:00").between(from, to))
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  void aDayThatIsWorkedThroughHasTwentyThreeHoursInSpring() {
    WorkingCalendar always = calendar(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, List.of("00:00-24:00"));
    assertThat(after(always, "2026-03-28T12:00", "PT24H")).isEqualTo(berlin("2026-03-29T13:00"));
    assertThat(always.between(berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00")))
        .isEqualTo(Duration.ofHours(23));
  }

  @Test
  void staysWithinAHundredYears() {
    WorkingCalendar scarce = sundays("09:00-09:01");
    Instant end = scarce.plus(berlin("2026-03-01T00:00"), Duration.ofDays(100_000));
    assertThat(end)
        .isBetween(Instant.parse("2126-01-01T00:00:00Z"), Instant.parse("2127-01-01T00:00:00Z"));
    assertThat(scarce.between(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")))
        .isLessThan(Duration.ofDays(4));
  }

  @Test
  void refusesACalendarWithoutWorkingTime() {
    assertThatThrownBy(() -> new WorkingCalendar(BERLIN, Map.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ticketstream.sla.calendar.hours has no working hours");
    assertThatThrownBy(
            () -> new WorkingCalendar(BERLIN, Map.of(DayOfWeek.MONDAY, List.of()), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesHoursThatOverlapOrEndBeforeTheyBegin() {
    assertThatThrownBy(() -> sundays("09:00-12:00", "11:59-13:00"))
        .hasMessageContaining("hours of SUNDAY overlap: [09:00-12:00, 11:59-13:00]");
    for (String wrong : List.of("12:00-09:00", "09:00-09:00", "9-12", "", "09:00", "09:00-25:00")) {
      assertThatThrownBy(() -> WorkingHours.of(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("like 09:00-12:30");
    }
  }

  private static WorkingCalendar sundays(String... hours) {
    return calendar(DayOfWeek.SUNDAY, DayOfWeek.SUNDAY, List.of(hours));
  }

  static WorkingCalendar calendar(
      DayOfWeek first, DayOfWeek last, List<String> hours, String... holidays) {
    Map<DayOfWeek, List<WorkingHours>> week = new EnumMap<>(DayOfWeek.class);
    EnumSet.range(first, last)
        .forEach(day -> week.put(day, hours.stream().map(WorkingHours::of).toList()));
    return new WorkingCalendar(
        BERLIN, week, Set.copyOf(List.of(holidays).stream().map(LocalDate::parse).toList()));
  }

  private static Instant after(WorkingCalendar calendar, String start, String workingTime) {
    return calendar.plus(berlin(start), Duration.parse(workingTime));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
