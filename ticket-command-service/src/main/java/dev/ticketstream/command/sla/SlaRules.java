package dev.ticketstream.command.sla;

import dev.ticketstream.events.RequestType;
import dev.ticketstream.events.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long after its creation a ticket should be resolved. Time on hold does not count, and with a
 * calendar only working time does. See {@code docs/sla.md}.
 *
 * @param low for LOW; zero sets no deadline, as for all of them
 * @param medium for MEDIUM
 * @param high for HIGH
 * @param critical for CRITICAL
 * @param byType other times for tickets of a type
 * @param calendar when the desk works; {@code null}: always
 */
public record SlaRules(
    @DefaultValue("7d") Duration low,
    @DefaultValue("3d") Duration medium,
    @DefaultValue("1d") Duration high,
    @DefaultValue("4h") Duration critical,
    @DefaultValue Map<RequestType, AllowedTimes> byType,
    @Nullable WorkingCalendar calendar) {

  /** Longest allowed time, in weeks; with a calendar in its working weeks. */
  static final int WEEKS_MAX = 520;

  public SlaRules {
    byType = Map.copyOf(byType);
    Duration max =
        (calendar == null ? Duration.ofDays(7) : calendar.week()).multipliedBy(WEEKS_MAX);
    Stream.concat(
            Stream.of(low, medium, high, critical),
            byType.values().stream().flatMap(AllowedTimes::all))
        .forEach(allowed -> check(allowed, max));
  }

  /** Rules that are the same for all types, at all times. */
  public static SlaRules byPriority(
      Duration low, Duration medium, Duration high, Duration critical) {
    return new SlaRules(low, medium, high, critical, Map.of(), null);
  }

  /**
   * The deadline of a ticket.
   *
   * @param createdDate when it was created
   * @param type its request type
   * @param priority its priority
   * @param heldTime for how long it was on hold, in {@link #workingTime}; {@code null} for never
   * @return the deadline, or {@code null} when such tickets have none
   */
  public @Nullable Instant deadline(
      Instant createdDate, RequestType type, TicketPriority priority, @Nullable Duration heldTime) {
    Duration allowed = allowed(type, priority);
    return allowed.isZero()
        ? null
        : later(createdDate, heldTime == null ? allowed : allowed.plus(heldTime));
  }

  /**
   * A moment so much working time later.
   *
   * @param from the moment
   * @param workingTime the time, as {@link #workingTime} counts it
   */
  public Instant later(Instant from, Duration workingTime) {
    return calendar == null ? from.plus(workingTime) : calendar.plus(from, workingTime);
  }

  /**
   * The time between two moments, as deadlines count it.
   *
   * @param from the first
   * @param to the second; an earlier one gives zero
   */
  public Duration workingTime(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      return Duration.ZERO;
    }
    return calendar == null ? Duration.between(from, to) : calendar.between(from, to);
  }

  private Duration allowed(RequestType type, TicketPriority priority) {
    AllowedTimes ofType = byType.get(type);
    Duration own = ofType == null ? null : ofType.of(priority);
    return own != null
        ? own
        : Objects.requireNonNull(new AllowedTimes(low, medium, high, critical).of(priority));
  }

  private static void check(Duration allowed, Duration max) {
    if (allowed.isNegative()) {
      throw new IllegalArgumentException("ticketstream.sla.* must not be negative: " + allowed);
    }
    if (allowed.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "ticketstream.sla.*: %s is more than %d weeks of work (%s)"
              .formatted(allowed, WEEKS_MAX, max));
    }
  }
}
