package dev.ticketstream.command.ticket;

import dev.ticketstream.command.eventstore.PendingWrites;
import dev.ticketstream.command.eventstore.Preceding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What commands with an id came to, so that a retry gets the first result. Only commands that
 * succeeded are remembered; a refused one may be sent again.
 */
@Component
class CommandResults {

  /**
   * A command's result. The answer is made from the event store, which never changes.
   *
   * @param commandType the command's name
   * @param ticketId the ticket
   * @param version the ticket's version after the command
   * @param eventVersion the version of the first event that it caused, {@code null} if none
   * @param fingerprint what was asked for, as a hash; {@code null} if it was not kept
   */
  record StoredResult(
      String commandType,
      UUID ticketId,
      int version,
      @Nullable Integer eventVersion,
      @Nullable String fingerprint) {}

  /**
   * Sent together, but two statements: the second begins once the lock was granted, and so sees the
   * result of whoever held it. Two ids that happen to share a lock only wait for each other.
   */
  private static final String CLAIM =
      "select pg_advisory_xact_lock(hashtextextended(? || chr(10) || ?, 0));\n"
          + "select command_type, ticket_id, version, event_version, fingerprint"
          + " from command_result"
          + " where actor_id = ? and command_id = ?";

  private final JdbcTemplate jdbc;
  private final PendingWrites writes;

  CommandResults(JdbcTemplate jdbc, PendingWrites writes) {
    this.jdbc = jdbc;
    this.writes = writes;
  }

  /**
   * Claims a command's id for this transaction, waiting for another one that has claimed it and is
   * not done. Must come before any lock on a stream, so that no two transactions wait for each
   * other.
   *
   * @return empty when this transaction is the first, else the first one's result
   */
  Optional<StoredResult> claim(String actorId, String commandId) {
    writes.flush();
    return Objects.requireNonNull(
        jdbc.execute(
            CLAIM,
            (PreparedStatement statement) -> {
              statement.setString(1, actorId);
              statement.setString(2, commandId);
              statement.setString(3, actorId);
              statement.setString(4, commandId);
              statement.execute();
              statement.getMoreResults();
              try (ResultSet row = statement.getResultSet()) {
                return first(row);
              }
            }));
  }

  /**
   * The same as {@link #claim}, in the round trip that locks a stream: the claim comes first there
   * too. That the stream is locked for a retry in vain costs a retry little.
   */
  Preceding<Optional<StoredResult>> claimBefore(String actorId, String commandId) {
    return new Preceding<>(
        CLAIM, 2, List.of(actorId, commandId, actorId, commandId), CommandResults::first);
  }

  /** Stores the result under the id that {@link #claim} took, with the transaction's writes. */
  void complete(String actorId, String commandId, StoredResult result) {
    Integer eventVersion = result.eventVersion();
    writes.add(
        "insert into command_result"
            + " (actor_id, command_id, command_type, ticket_id, version, event_version,"
            + " fingerprint) values (?, ?, ?, ?, ?, ?, ?)",
        Arrays.asList(
            actorId,
            commandId,
            result.commandType(),
            result.ticketId(),
            result.version(),
            eventVersion == null ? null : eventVersion.toString(),
            result.fingerprint()),
        _ -> {});
  }

  private static Optional<StoredResult> first(ResultSet row) throws SQLException {
    return row.next() ? Optional.of(result(row)) : Optional.empty();
  }

  private static StoredResult result(ResultSet row) throws SQLException {
    return new StoredResult(
        row.getString("command_type"),
        row.getObject("ticket_id", UUID.class),
        row.getInt("version"),
        row.getObject("event_version", Integer.class),
        row.getString("fingerprint"));
  }
}
