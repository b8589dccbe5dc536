package dev.ticketstream.command.view;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of queries over many tickets.
 *
 * @param timeout longest a list, a count or a statistic may take in the database, in whole seconds
 * @param rankedMax most texts whose tickets are ranked by relevance, the newest that match
 */
@ConfigurationProperties("ticketstream.query")
record QueryProperties(@DefaultValue("10s") Duration timeout, @DefaultValue("300") int rankedMax) {

  QueryProperties {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "ticketstream.query.timeout must be at least 1s: " + timeout);
    }
    if (rankedMax < 100 || rankedMax > 10_000) {
      throw new IllegalArgumentException(
          "ticketstream.query.ranked-max must be 100 to 10000: " + rankedMax);
    }
  }
}
