package dev.ticketstream.command.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the read model is rebuilt.
 *
 * @param batchEvents most events that are read in one transaction, whose tickets take no command
 *     meanwhile; a ticket with more of them is a batch of its own
 * @param batchTimeout longest time for a batch
 * @param attempts how often a batch is tried, at every check, before the rebuild fails
 * @param leaseTime for how long an instance that went silent is waited for
 * @param checkInterval how often an instance looks for a rebuild that nobody works at
 */
@ConfigurationProperties("ticketstream.rebuild")
record RebuildProperties(
    @DefaultValue("1000") int batchEvents,
    @DefaultValue("2m") Duration batchTimeout,
    @DefaultValue("5") int attempts,
    @DefaultValue("30s") Duration leaseTime,
    @DefaultValue("5s") Duration checkInterval) {

  RebuildProperties {
    positive("batch-events", batchEvents > 0, batchEvents);
    positive("attempts", attempts > 0, attempts);
    positive("batch-timeout", batchTimeout.toSeconds() > 0, batchTimeout);
    positive("lease-time", leaseTime.toMillis() > 0, leaseTime);
    positive("check-interval", checkInterval.toMillis() > 0, checkInterval);
  }

  private static void positive(String name, boolean right, Object value) {
    if (!right) {
      throw new IllegalArgumentException(
          "ticketstream.rebuild.%s must be positive: %s".formatted(name, value));
    }
  }
}
