package dev.ticketstream.command.security;

import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.RateLimitedException;
import dev.ticketstream.events.access.Viewer;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Limits how much each user sends to this instance: commands, and GraphQL requests at all. */
@Component
public class CommandRateLimiter {

  private static final String METRIC = "ticketstream.rate.limited";

  private final UserBuckets commands;
  private final UserBuckets requests;
  private final Counter commandsRefused;
  private final Counter requestsRefused;

  @Autowired
  CommandRateLimiter(RateLimitProperties properties, MeterRegistry registry) {
    this(properties, registry, TimeMeter.SYSTEM_NANOTIME);
  }

  CommandRateLimiter(RateLimitProperties properties, MeterRegistry registry, TimeMeter clock) {
    this.commands =
        new UserBuckets(
            properties.commandsPerSecond(),
            properties.commandsBurst(),
            properties.usersMax(),
            clock);
    this.requests =
        new UserBuckets(
            properties.requestsPerSecond(),
            properties.requestsBurst(),
            properties.usersMax(),
            clock);
    this.commandsRefused = refused(registry, "command");
    this.requestsRefused = refused(registry, "request");
  }

  /**
   * Takes what commands cost from the caller's allowance; to be called before anything is looked
   * at.
   *
   * @param viewer who sends them
   * @param tickets on how many tickets they work, at least 1; each costs the same
   * @throws RateLimitedException when the caller has to wait; nothing was taken then
   * @throws CommandRejectedException with LIMIT_EXCEEDED when it is more than there ever can be
   */
  public void acquire(Viewer viewer, int tickets) {
    if (tickets > commands.burst()) {
      throw CommandRejectedException.tooLarge(
          "%d commands at once; the limit is %d.".formatted(tickets, commands.burst()), "input");
    }
    Duration wait = commands.take(viewer.id(), tickets);
    if (!wait.isZero()) {
      commandsRefused.increment();
      throw new RateLimitedException("Too many commands; nothing was carried out.", wait);
    }
  }

  /**
   * Takes one GraphQL request from the caller's allowance.
   *
   * @param viewer who sends it
   * @throws RateLimitedException when the caller has to wait
   */
  public void acquireRequest(Viewer viewer) {
    Duration wait = requests.take(viewer.id(), 1);
    if (!wait.isZero()) {
      requestsRefused.increment();
      throw new RateLimitedException("Too many requests; nothing was carried out.", wait);
    }
  }

  /** The buckets of commands. */
  UserBuckets commands() {
    return commands;
  }

  /** The buckets of requests. */
  UserBuckets requests() {
    return requests;
  }

  private static Counter refused(MeterRegistry registry, String what) {
    return Counter.builder(METRIC)
        .description("What was refused because its sender had sent too much")
        .tag("what", what)
        .register(registry);
  }
}
