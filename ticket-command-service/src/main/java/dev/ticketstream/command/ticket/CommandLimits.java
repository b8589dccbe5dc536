package dev.ticketstream.command.ticket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one command may ask for.
 *
 * @param rebaseEventsMax most events between the expected and the current version of a ticket that
 *     a command is rebased over
 * @param bulkTicketsMax most tickets that a bulk command names
 * @param bulkTimeMax after this a bulk command tries no further ticket
 */
@ConfigurationProperties("ticketstream.commands")
public record CommandLimits(
    @DefaultValue("1000") int rebaseEventsMax,
    @DefaultValue("500") int bulkTicketsMax,
    @DefaultValue("60s") Duration bulkTimeMax) {

  public CommandLimits {
    atLeast(0, "rebase-events-max", rebaseEventsMax);
    atLeast(1, "bulk-tickets-max", bulkTicketsMax);
    if (!bulkTimeMax.isPositive()) {
      throw new IllegalArgumentException(
          "ticketstream.commands.bulk-time-max must be positive: " + bulkTimeMax);
    }
  }

  private static void atLeast(int min, String name, int value) {
    if (value < min) {
      throw new IllegalArgumentException(
          "ticketstream.commands.%s must be at least %d: %d".formatted(name, min, value));
    }
  }
}
