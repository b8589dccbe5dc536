package dev.ticketstream.command.sla;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the desk works. Only that time counts for deadlines.
 *
 * <p>Hours are those of the clock on the wall: of hours that the change to summer time skips,
 * nothing counts; an hour that comes twice in autumn counts once, the first time, unless the
 * working hours go on across it.
 *
 * @param timeZone where the clock hangs
 * @param hours working hours by weekday; a day that is left out has none
 * @param holidays dates on which nobody works
 */
public record WorkingCalendar(
    @DefaultValue("UTC") ZoneId timeZone,
    @DefaultValue Map<DayOfWeek, List<WorkingHours>> hours,
    @DefaultValue Set<LocalDate> holidays) {

  /** Most days that are looked at for one deadline, about a hundred years. */
  static final int DAYS_MAX = 36_600;

  private static final String PROPERTY = "ticketstream.sla.calendar";

  public WorkingCalendar {
    Map<DayOfWeek, List<WorkingHours>> sorted = new EnumMap<>(DayOfWeek.class);
    hours.forEach((day, ofDay) -> sorted.put(day, sorted(day, ofDay)));
    hours = Map.copyOf(sorted);
    holidays = Set.copyOf(holidays);
    if (hours.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          PROPERTY + ".hours has no working hours, so that no deadline would ever come");
    }
  }

  /**
   * The moment at which working time has passed.
   *
   * @param start when counting begins
   * @param workingTime how much must pass; nothing gives the start itself
   * @return the first such moment; it lies at most about a hundred years after the start
   */
  public Instant plus(Instant start, Duration workingTime) {
    if (!workingTime.isPositive()) {
      return start;
    }
    Duration left = workingTime;
    LocalDate first = start.atZone(timeZone).toLocalDate();
    for (int day = 0; day < DAYS_MAX; day++) {
      for (Span span : spans(first.plusDays(day))) {
        Span counted = span.from(start);
        if (counted.length().compareTo(left) >= 0) {
          return counted.from().plus(left);
        }
        left = left.minus(counted.length());
      }
    }
    return first.plusDays(DAYS_MAX).atStartOfDay(timeZone).toInstant();
  }

  /**
   * The working time between two moments.
   *
   * @param from the first
   * @param to the second; an earlier one gives zero. What lies more than about a hundred years
   *     after the first does not count
   */
  public Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate first = from.atZone(timeZone).toLocalDate();
    LocalDate last = to.atZone(timeZone).toLocalDate();
    for (int day = 0; day < DAYS_MAX && !first.plusDays(day).isAfter(last); day++) {
      for (Span span : spans(first.plusDays(day))) {
        sum = sum.plus(span.from(from).until(to).length());
      }
    }
    return sum;
  }

  /** The working time of a week without holidays and changes of the clock. */
  Duration week() {
    return hours.values().stream()
        .flatMap(List::stream)
        .map(of -> Duration.ofNanos(of.to() - of.from()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private List<Span> spans(LocalDate date) {
    if (holidays.contains(date)) {
      return List.of();
    }
    return hours.getOrDefault(date.getDayOfWeek(), List.of()).stream()
        .map(of -> new Span(instant(date, of.from()), instant(date, of.to())))
        .toList();
  }

  /** Never turns two times around: a skipped time is the moment of the change. */
  private Instant instant(LocalDate date, long nanoOfDay) {
    LocalDateTime local = date.atTime(LocalTime.MIDNIGHT).plusNanos(nanoOfDay);
    ZoneOffsetTransition change = timeZone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(timeZone).withEarlierOffsetAtOverlap().toInstant();
  }

  private static List<WorkingHours> sorted(DayOfWeek day, List<WorkingHours> hours) {
    List<WorkingHours> sorted = new ArrayList<>(hours);
    sorted.sort(Comparator.comparingLong(WorkingHours::from));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).overlaps(sorted.get(i - 1))) {
        throw new IllegalArgumentException(
            "%s.hours of %s overlap: %s".formatted(PROPERTY, day, sorted));
      }
    }
    return List.copyOf(sorted);
  }

  /** A stretch of time; empty when it would end before it begins. */
  private record Span(Instant from, Instant to) {

    Span from(Instant earliest) {
      return from.isBefore(earliest) ? new Span(earliest, to) : this;
    }

    Span until(Instant latest) {
      return to.isAfter(latest) ? new Span(from, latest) : this;
    }

    Duration length() {
      return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
  }
}
