package dev.ticketstream.command.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code read_model_rebuild}: what was asked for, how far it is, and who works at it. */
@Component
class RebuildLog {

  private static final String BEGIN =
      """
      insert into read_model_rebuild (state, requested_by, tickets_total, end_ticket_id)
      select 'RUNNING', ?, count(*), (select ticket_id from ticket_stream order by ticket_id desc limit 1)
      from ticket_stream
      -- Looked up first, as the index alone would make this wait for the batch that is under way.
      having not exists (select 1 from read_model_rebuild where state = 'RUNNING')
      on conflict do nothing
      """;
  private static final String CLAIM =
      """
      update read_model_rebuild
      set lease_owner = ?, lease_until = clock_timestamp() + make_interval(secs => ?)
      where id = (
        select id from read_model_rebuild
        where state = 'RUNNING' and (lease_owner = ? or lease_until <= clock_timestamp())
        for update skip locked)
      returning id, done_ticket_id, end_ticket_id
      """;
  private static final String NEXT =
      """
      select ticket_id, version from ticket_stream
      where (?::uuid is null or ticket_id > ?::uuid) and ticket_id <= ?::uuid
      order by ticket_id limit ?
      """;
  private static final String ADVANCE =
      """
      update read_model_rebuild
      set done_ticket_id = ?, tickets_done = tickets_done + ? where id = ?
      """;
  private static final String FINISH =
      """
      update read_model_rebuild
      set state = ?, finished_at = clock_timestamp(), orphans = ?, failure = ? where id = ?
      """;

  private final JdbcTemplate jdbc;

  RebuildLog(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes that a rebuild is wanted.
   *
   * @param requestedBy the user who wants it
   * @return whether there was none under way
   */
  boolean begin(String requestedBy) {
    return jdbc.update(BEGIN, requestedBy) == 1;
  }

  /** The newest rebuild, if there ever was one. */
  Optional<RebuildProgress> newest() {
    return jdbc
        .query(
            "select * from read_model_rebuild order by id desc limit 1", (row, _) -> progress(row))
        .stream()
        .findFirst();
  }

  /**
   * Takes the rebuild that is under way if nobody else works at it, and keeps its row locked, so
   * that nobody else can take it before the transaction ends, nor waits for that.
   *
   * @param owner this instance
   * @param leaseTime for how long
   */
  Optional<Claim> claim(UUID owner, Duration leaseTime) {
    return jdbc
        .query(
            CLAIM,
            (row, _) ->
                new Claim(
                    row.getLong("id"),
                    row.getObject("done_ticket_id", UUID.class),
                    row.getObject("end_ticket_id", UUID.class)),
            owner,
            leaseTime.toMillis() / 1000.0,
            owner)
        .stream()
        .findFirst();
  }

  /** Gives the lease back, so that another instance goes on at once. */
  void release(UUID owner) {
    jdbc.update(
        "update read_model_rebuild set lease_until = clock_timestamp()"
            + " where state = 'RUNNING' and lease_owner = ?",
        owner);
  }

  /**
   * The next streams, by id.
   *
   * @param claim the rebuild
   * @param limit most streams
   */
  List<Stream> next(Claim claim, int limit) {
    return jdbc.query(
        NEXT,
        (row, _) -> new Stream(row.getObject("ticket_id", UUID.class), row.getInt("version")),
        claim.done(),
        claim.done(),
        claim.end(),
        limit);
  }

  void advance(Claim claim, UUID done, int tickets) {
    jdbc.update(ADVANCE, done, tickets, claim.id());
  }

  void done(Claim claim, int orphans) {
    jdbc.update(FINISH, RebuildProgress.State.DONE.name(), orphans, null, claim.id());
  }

  void failed(Claim claim, String failure) {
    jdbc.update(FINISH, RebuildProgress.State.FAILED.name(), 0, failure, claim.id());
  }

  private static RebuildProgress progress(ResultSet row) throws SQLException {
    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
    return new RebuildProgress(
        row.getLong("id"),
        RebuildProgress.State.valueOf(row.getString("state")),
        row.getString("requested_by"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        finished == null ? null : finished.toInstant(),
        row.getLong("tickets_total"),
        row.getLong("tickets_done"),
        row.getLong("orphans"),
        row.getString("failure"));
  }

  /**
   * A rebuild that this instance works at.
   *
   * @param id its number
   * @param done the last stream that is done, if one is
   * @param end the last stream to do, if there is any
   */
  record Claim(long id, @Nullable UUID done, @Nullable UUID end) {}

  /**
   * A ticket's stream.
   *
   * @param ticketId its id
   * @param version how many events it has
   */
  record Stream(UUID ticketId, int version) {}
}
