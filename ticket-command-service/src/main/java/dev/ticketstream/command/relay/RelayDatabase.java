package dev.ticketstream.command.relay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The relay's own connection: commands that hold every pooled connection cannot stall it, and its
 * session's settings touch nobody else. Opened when first used.
 */
final class RelayDatabase implements AutoCloseable {

  private final HikariDataSource dataSource;
  private final JdbcTemplate jdbc;

  /**
   * Prepares the connection without opening it.
   *
   * @param url the JDBC URL
   * @param username the user; absent if the URL names it
   * @param password the password; absent if there is none
   * @param timeout how long a connection or an answer may take
   */
  RelayDatabase(
      String url, @Nullable String username, @Nullable String password, Duration timeout) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("relay");
    config.setJdbcUrl(url);
    config.setUsername(username);
    config.setPassword(password);
    config.setMaximumPoolSize(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Math.min(timeout.toMillis(), 5_000));
    // Plans are made for the actual snapshot, and never read the whole table: see EventStoreReader.
    config.setConnectionInitSql(
        "set plan_cache_mode = force_custom_plan; set enable_seqscan = off; set jit = off;"
            + " set enable_mergejoin = off; set enable_hashjoin = off;"
            + " set max_parallel_workers_per_gather = 0");
    config.addDataSourceProperty("ApplicationName", "ticketstream-relay");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    // A server that is gone without a word must not hold the relay.
    config.addDataSourceProperty("socketTimeout", Long.toString(timeout.toSeconds()));
    dataSource = new HikariDataSource(config);
    jdbc = new JdbcTemplate(dataSource);
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
