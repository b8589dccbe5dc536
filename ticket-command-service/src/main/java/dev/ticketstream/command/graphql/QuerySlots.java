package dev.ticketstream.command.graphql;

import dev.ticketstream.command.concurrency.SlotLimits;
import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.command.ticket.RateLimitedException;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Bounds the queries over many tickets or events that run at once. Each may hold a database
 * connection for seconds, and commands need connections of the same pool.
 */
@Component
class QuerySlots {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Slots slots;
  private final Counter refused;

  QuerySlots(QueryConcurrencyProperties properties, MeterRegistry registry) {
    this.slots =
        new Slots(
            new SlotLimits(
                properties.max(),
                properties.perUserMax(),
                properties.waitMax(),
                properties.waitingMax()));
    Gauge.builder("ticketstream.query.active", slots, Slots::taken)
        .description("Queries over many tickets or events under way")
        .register(registry);
    Gauge.builder("ticketstream.query.waiting", slots, Slots::waiting)
        .description("Queries that wait for others to end")
        .register(registry);
    this.refused =
        Counter.builder("ticketstream.query.refused")
            .description("Queries that were refused because too many others did not end in time")
            .register(registry);
  }

  /**
   * Runs a query as soon as it may; not within another one.
   *
   * @param viewer whose it is
   * @param query what to run
   * @return its result
   * @throws RateLimitedException when others do not end in time
   */
  <T> T run(Viewer viewer, Supplier<T> query) {
    try (var _ = slots.take(viewer.id(), this::refusal)) {
      return query.get();
    }
  }

  private RateLimitedException refusal(Slots.Full full) {
    refused.increment();
    String message =
        switch (full) {
          case OF_USER -> "You have too many queries under way; send this one when one has ended.";
          case OF_ALL -> "Too many queries are under way; try again in a moment.";
        };
    return new RateLimitedException(message, RETRY_AFTER);
  }
}
