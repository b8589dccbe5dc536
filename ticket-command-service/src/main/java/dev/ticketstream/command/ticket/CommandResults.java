package dev.ticketstream.command.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
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
   */
  record StoredResult(
      String commandType, UUID ticketId, int version, @Nullable Integer eventVersion) {}

  private final JdbcTemplate jdbc;

  CommandResults(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Claims a command's id for this transaction, waiting for another one that has claimed it and is
   * not done. Must come before any lock on a stream, so that no two transactions wait for each
   * other.
   *
   * @return empty when this transaction is the first, else the first one's result
   */
  Optional<StoredResult> claim(String actorId, String commandId, String commandType) {
    int claimed =
        jdbc.update(
            "insert into command_result (actor_id, command_id, command_type) values (?, ?, ?)"
                + " on conflict do nothing",
            actorId,
            commandId,
            commandType);
    return claimed == 1
        ? Optional.empty()
        : Optional.ofNullable(
            jdbc.queryForObject(
                "select command_type, ticket_id, version, event_version from command_result"
                    + " where actor_id = ? and command_id = ?",
                (row, _) -> result(row),
                actorId,
                commandId));
  }

  /** Stores the result under the id that {@link #claim} took. */
  void complete(String actorId, String commandId, StoredResult result) {
    jdbc.update(
        "update command_result set ticket_id = ?, version = ?, event_version = ?"
            + " where actor_id = ? and command_id = ?",
        result.ticketId(),
        result.version(),
        result.eventVersion(),
        actorId,
        commandId);
  }

  private static StoredResult result(ResultSet row) throws SQLException {
    return new StoredResult(
        row.getString("command_type"),
        row.getObject("ticket_id", UUID.class),
        row.getInt("version"),
        row.getObject("event_version", Integer.class));
  }
}
