package dev.ticketstream.command.relay;

import dev.ticketstream.testing.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends events the way the event store does: lock the stream, then draw {@code seq}. */
final class TicketWriter {

  private final Database database;

  TicketWriter(Database database) {
    this.database = database;
  }

  /** A connection with a transaction in progress. */
  Connection begin() throws SQLException {
    Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Appends an event in a transaction of its own. */
  void append(UUID ticketId) throws SQLException {
    try (Connection connection = begin()) {
      append(connection, ticketId);
      connection.commit();
    }
  }

  /** Appends an event whose payload is its ticket and version as text. */
  static int append(Connection connection, UUID ticketId) throws SQLException {
    return append(connection, ticketId, 0, null);
  }

  /** Appends an event with a payload of at least the given size. */
  static int append(
      Connection connection, UUID ticketId, int payloadBytes, @Nullable String traceparent)
      throws SQLException {
    int version = lock(connection, ticketId);
    byte[] text = PublishedEvents.payload(ticketId, version).getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[Math.max(payloadBytes, text.length)];
    System.arraycopy(text, 0, payload, 0, text.length);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ticket_event (ticket_id, version, event_id, type, occurred_at, payload,"
                + " traceparent) values (?, ?, ?, 'UPDATED', clock_timestamp(), ?, ?)")) {
      insert.setObject(1, ticketId);
      insert.setInt(2, version);
      insert.setObject(3, UUID.randomUUID());
      insert.setBytes(4, payload);
      insert.setString(5, traceparent);
      insert.executeUpdate();
    }
    return version;
  }

  private static int lock(Connection connection, UUID ticketId) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "insert into ticket_stream as s (ticket_id, version) values (?, 1) on conflict"
                + " (ticket_id) do update set version = s.version + 1 returning version")) {
      lock.setObject(1, ticketId);
      try (ResultSet rows = lock.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
