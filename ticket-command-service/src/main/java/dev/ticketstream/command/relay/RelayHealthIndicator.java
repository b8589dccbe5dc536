package dev.ticketstream.command.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows the relay among the health details. It never takes the service down: commands work without
 * Kafka, and events queue up. Not publishing is the status {@code DEGRADED}, which Spring Boot's
 * aggregation passes over and answers with 200.
 */
final class RelayHealthIndicator implements HealthIndicator {

  static final Status DEGRADED = new Status("DEGRADED", "events queue up");

  private final RelayStatus status;
  private final RelayMetrics metrics;

  RelayHealthIndicator(RelayStatus status, RelayMetrics metrics) {
    this.status = status;
    this.metrics = metrics;
  }

  @Override
  public Health health() {
    RelayStatus.Status now = status.current();
    Health.Builder health =
        switch (now.state()) {
          case STARTING, WAITING, LEADING -> Health.up();
          case FAILING, REFUSED, STOPPED -> Health.status(DEGRADED);
        };
    health.withDetail("state", now.state()).withDetail("since", now.since());
    if (now.problem() != null) {
      health.withDetail("problem", now.problem());
    }
    double backlog = metrics.backlogEvents();
    if (!Double.isNaN(backlog)) {
      health.withDetail("backlogEvents", (long) backlog);
      health.withDetail("lagMillis", (long) metrics.lagMillis());
    }
    return health.build();
  }
}
