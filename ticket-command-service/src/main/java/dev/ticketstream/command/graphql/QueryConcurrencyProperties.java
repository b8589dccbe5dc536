package dev.ticketstream.command.graphql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many queries over many tickets or events run at once, so that they leave database connections
 * to commands.
 *
 * @param max most at once in this instance; the database's pool should have more than this and the
 *     exports together
 * @param perUserMax most at once of one user in this instance
 * @param waitMax longest wait for others to end
 * @param waitingMax most that wait in this instance
 */
@ConfigurationProperties("ticketstream.query.concurrency")
record QueryConcurrencyProperties(
    @DefaultValue("8") int max,
    @DefaultValue("4") int perUserMax,
    @DefaultValue("2s") Duration waitMax,
    @DefaultValue("200") int waitingMax) {

  QueryConcurrencyProperties {
    if (max < 1 || perUserMax < 1) {
      throw new IllegalArgumentException(
          "ticketstream.query.concurrency.max and .per-user-max must be at least 1");
    }
    if (waitMax.isNegative() || waitingMax < 0) {
      throw new IllegalArgumentException(
          "ticketstream.query.concurrency.wait-max and .waiting-max must not be negative");
    }
  }
}
