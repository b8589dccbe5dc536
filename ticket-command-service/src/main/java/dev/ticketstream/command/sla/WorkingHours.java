package dev.ticketstream.command.sla;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;

/**
 * Hours of a day in which somebody works, by the clock on the wall.
 *
 * @param from the beginning, in nanoseconds of the day
 * @param to the end, exclusive, later than the beginning; at most 24:00
 */
public record WorkingHours(long from, long to) {

  private static final long DAY = LocalTime.MAX.toNanoOfDay() + 1;

  public WorkingHours {
    if (from < 0 || to > DAY || from >= to) {
      throw new IllegalArgumentException("working hours must end after they begin");
    }
  }

  /**
   * Reads hours as they are configured.
   *
   * @param text e.g. {@code 09:00-12:30}; {@code 24:00} is the end of the day
   * @throws IllegalArgumentException when it is written otherwise, or ends before it begins
   */
  public static WorkingHours of(String text) {
    String[] ends = text.strip().split("-", -1);
    if (ends.length != 2) {
      throw malformed(text);
    }
    try {
      return new WorkingHours(nanoOfDay(ends[0]), nanoOfDay(ends[1]));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw malformed(text);
    }
  }

  /** Whether some time is in both. */
  boolean overlaps(WorkingHours other) {
    return from < other.to && other.from < to;
  }

  private static long nanoOfDay(String time) {
    String stripped = time.strip();
    return stripped.equals("24:00") ? DAY : LocalTime.parse(stripped).toNanoOfDay();
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "working hours are written like 09:00-12:30, the end after the beginning: \"%s\""
            .formatted(text));
  }

  @Override
  public String toString() {
    return "%s-%s".formatted(text(from), text(to));
  }

  private static String text(long nanoOfDay) {
    return nanoOfDay == DAY
        ? "24:00"
        : String.format(Locale.ROOT, "%s", LocalTime.ofNanoOfDay(nanoOfDay));
  }
}
