package dev.ticketstream.command.directory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the directory remembers users.
 *
 * @param cacheUsersMax most users that are kept in memory to see whether a token says something new
 * @param cacheTtl after which time a user is written again, should another instance have written
 *     something else
 */
@ConfigurationProperties("ticketstream.directory")
record DirectoryProperties(
    @DefaultValue("10000") int cacheUsersMax, @DefaultValue("10m") Duration cacheTtl) {

  DirectoryProperties {
    if (cacheUsersMax < 1) {
      throw new IllegalArgumentException(
          "ticketstream.directory.cache-users-max must be at least 1: " + cacheUsersMax);
    }
    if (!cacheTtl.isPositive()) {
      throw new IllegalArgumentException(
          "ticketstream.directory.cache-ttl must be positive: " + cacheTtl);
    }
  }
}
