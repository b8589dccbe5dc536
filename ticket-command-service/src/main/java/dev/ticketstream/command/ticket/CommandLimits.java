package dev.ticketstream.command.ticket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one command may ask for.
 *
 * @param rebaseEventsMax most events between the expected and the current version of a ticket that
 *     a command is rebased over
 */
@ConfigurationProperties("ticketstream.commands")
public record CommandLimits(@DefaultValue("1000") int rebaseEventsMax) {

  public CommandLimits {
    atLeast(0, "rebase-events-max", rebaseEventsMax);
  }

  private static void atLeast(int min, String name, int value) {
    if (value < min) {
      throw new IllegalArgumentException(
          "ticketstream.commands.%s must be at least %d: %d".formatted(name, min, value));
    }
  }
}
