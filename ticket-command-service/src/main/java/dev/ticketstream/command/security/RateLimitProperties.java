package dev.ticketstream.command.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a user may send to this instance.
 *
 * @param commandsPerSecond commands a second in the long run; a command on many tickets counts once
 *     for each
 * @param commandsBurst commands at once after a pause
 * @param requestsPerSecond GraphQL requests, uploads and downloads a second in the long run
 * @param requestsBurst such requests at once after a pause
 * @param usersMax most users whose counts are kept; whoever is forgotten starts with a full burst
 */
@ConfigurationProperties("ticketstream.rate-limit")
record RateLimitProperties(
    @DefaultValue("50") int commandsPerSecond,
    @DefaultValue("1000") int commandsBurst,
    @DefaultValue("200") int requestsPerSecond,
    @DefaultValue("2000") int requestsBurst,
    @DefaultValue("10000") int usersMax) {

  /** A command on the most tickets that it may name must fit into a burst. */
  static final int COMMANDS_BURST_MIN = 500;

  RateLimitProperties {
    atLeast(1, "commands-per-second", commandsPerSecond);
    atLeast(COMMANDS_BURST_MIN, "commands-burst", commandsBurst);
    atLeast(1, "requests-per-second", requestsPerSecond);
    atLeast(1, "requests-burst", requestsBurst);
    atLeast(1, "users-max", usersMax);
  }

  private static void atLeast(int min, String name, int value) {
    if (value < min) {
      throw new IllegalArgumentException(
          "ticketstream.rate-limit.%s must be at least %d: %d".formatted(name, min, value));
    }
  }
}
