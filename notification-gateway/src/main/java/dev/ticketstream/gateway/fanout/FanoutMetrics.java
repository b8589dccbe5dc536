package dev.ticketstream.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the broadcaster counts. */
final class FanoutMetrics {

  /** How a replay ended. */
  enum ReplayOutcome {
    /** It caught up and went live. */
    RESUMED,
    /** Kafka no longer has what it needed. */
    EXPIRED,
    /** The cursor was not one of ours. */
    FOREIGN,
    /** The subscriber went away, or was given up, before it had caught up. */
    ABANDONED
  }

  private final Counter matches;
  private final Counter deliveries;
  private final Counter fallenBehind;
  private final Counter conflated;
  private final Timer latency;
  private final Map<ReplayOutcome, Counter> replays = new EnumMap<>(ReplayOutcome.class);

  FanoutMetrics(MeterRegistry registry, Collection<?> subscriptions) {
    matches = counter(registry, "matches", "Subscriptions that live events matched");
    deliveries = counter(registry, "deliveries", "Events handed to subscribers' connections");
    fallenBehind = counter(registry, "fallen.behind", "Subscribers that had no room for an event");
    conflated = counter(registry, "conflated", "Events that newer ones of their ticket replaced");
    latency =
        Timer.builder("ticketstream.fanout.latency")
            .description("From an event's time until it was handed to its subscribers' connections")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
    for (ReplayOutcome outcome : ReplayOutcome.values()) {
      replays.put(
          outcome,
          Counter.builder("ticketstream.replays")
              .description("Subscriptions that began with a cursor, by how that ended")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Gauge.builder("ticketstream.fanout.subscriptions", subscriptions, Collection::size)
        .description("Open subscriptions")
        .register(registry);
  }

  void matched(int count) {
    matches.increment(count);
  }

  void delivered(long count) {
    deliveries.increment(count);
  }

  void fellBehind() {
    fallenBehind.increment();
  }

  void conflated() {
    conflated.increment();
  }

  void handedOn(Duration sinceEvent) {
    latency.record(sinceEvent.isNegative() ? Duration.ZERO : sinceEvent);
  }

  void replayed(ReplayOutcome outcome) {
    Counter counter = replays.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("ticketstream.fanout." + name)
        .description(description)
        .register(registry);
  }
}
