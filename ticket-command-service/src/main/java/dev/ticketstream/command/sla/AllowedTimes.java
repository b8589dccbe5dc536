package dev.ticketstream.command.sla;

import dev.ticketstream.events.TicketPriority;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long tickets of one type may take, by priority; what is {@code null} is as for other types.
 *
 * @param low for LOW; zero sets no deadline, as for all of them
 * @param medium for MEDIUM
 * @param high for HIGH
 * @param critical for CRITICAL
 */
public record AllowedTimes(
    @Nullable Duration low,
    @Nullable Duration medium,
    @Nullable Duration high,
    @Nullable Duration critical) {

  @Nullable Duration of(TicketPriority priority) {
    return switch (priority) {
      case LOW -> low;
      case MEDIUM -> medium;
      case HIGH -> high;
      case CRITICAL -> critical;
    };
  }

  Stream<Duration> all() {
    return Stream.of(TicketPriority.values())
        .<Duration>mapMulti(
            (priority, times) -> {
              Duration time = of(priority);
              if (time != null) {
                times.accept(time);
              }
            });
  }
}
