package dev.ticketstream.command.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of exports. Each holds a database connection and a snapshot while it runs.
 *
 * @param timeout longest an export may take, however slowly the client reads; in whole seconds
 * @param concurrentMax most exports at once in this instance
 * @param concurrentPerUserMax most exports of one user at once in this instance
 */
@ConfigurationProperties("ticketstream.export")
record ExportProperties(
    @DefaultValue("10m") Duration timeout,
    @DefaultValue("3") int concurrentMax,
    @DefaultValue("1") int concurrentPerUserMax) {

  ExportProperties {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "ticketstream.export.timeout must be at least 1s: " + timeout);
    }
    if (concurrentMax < 1 || concurrentPerUserMax < 1) {
      throw new IllegalArgumentException(
          "ticketstream.export.concurrent-max and .concurrent-per-user-max must be at least 1");
    }
  }
}
