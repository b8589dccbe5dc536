package dev.ticketstream.gateway.graphql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** What the shared views count. */
final class ViewMetrics {

  private final Counter rendered;
  private final Counter encodedBytes;

  ViewMetrics(MeterRegistry registry, Map<?, ?> views) {
    Gauge.builder("ticketstream.views", views, Map::size)
        .description("Distinct selections of all open subscriptions")
        .register(registry);
    rendered =
        Counter.builder("ticketstream.views.rendered")
            .description("GraphQL executions of events; deliveries above it shared one")
            .register(registry);
    encodedBytes =
        Counter.builder("ticketstream.views.encoded")
            .description("JSON made of these executions' results")
            .baseUnit("bytes")
            .register(registry);
  }

  void rendered(int bytes) {
    rendered.increment();
    encodedBytes.increment(bytes);
  }
}
