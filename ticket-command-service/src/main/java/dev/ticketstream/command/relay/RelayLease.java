package dev.ticketstream.command.relay;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lease that keeps all but one instance quiet, timed by the database's clock. It is an
 * optimisation: two that both believe to hold it are told apart by Kafka.
 */
final class RelayLease {

  private static final String TAKE =
      """
      insert into relay_lease (name, owner, holder, acquired_at, expires_at)
      values (?, ?, ?, clock_timestamp(), clock_timestamp() + make_interval(secs => ?))
      on conflict (name) do update
      set owner = excluded.owner,
          holder = excluded.holder,
          acquired_at = case when relay_lease.owner = excluded.owner
                             then relay_lease.acquired_at else excluded.acquired_at end,
          expires_at = excluded.expires_at
      where relay_lease.owner = excluded.owner or relay_lease.expires_at <= clock_timestamp()
      """;
  private static final String RELEASE =
      "update relay_lease set expires_at = clock_timestamp() where name = ? and owner = ?";

  private final JdbcTemplate jdbc;
  private final String name;
  private final String holder;
  private final Duration time;
  private final UUID owner = UUID.randomUUID();

  /**
   * Makes a lease that nobody holds yet.
   *
   * @param jdbc the relay's connection
   * @param name what is leased
   * @param holder who asks, for people who look into the table
   * @param time how long it lasts without being taken again
   */
  RelayLease(JdbcTemplate jdbc, String name, String holder, Duration time) {
    this.jdbc = jdbc;
    this.name = name;
    this.holder = holder;
    this.time = time;
  }

  /**
   * Takes the lease if it is free, or prolongs it.
   *
   * @return whether this instance holds it now
   */
  boolean take() {
    return jdbc.update(TAKE, name, owner, holder, time.toMillis() / 1000.0) == 1;
  }

  /** Gives the lease back, if this instance holds it, so that nobody has to wait for its end. */
  void release() {
    jdbc.update(RELEASE, name, owner);
  }

  /** How long a holder may wait before prolonging, and the others before asking again. */
  Duration checkInterval() {
    return time.dividedBy(4);
  }
}
