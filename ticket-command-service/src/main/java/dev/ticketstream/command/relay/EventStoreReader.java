package dev.ticketstream.command.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what became visible in the event store since a cursor. Each method is one statement. */
final class EventStoreReader {

  private final JdbcTemplate jdbc;
  private final int eventsMax;
  private final long bytesMax;

  /**
   * Makes a reader.
   *
   * @param jdbc the relay's connection
   * @param eventsMax most events on a page
   * @param bytesMax most bytes of payload on a page that has more than one event
   */
  EventStoreReader(JdbcTemplate jdbc, int eventsMax, long bytesMax) {
    this.jdbc = jdbc;
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
  }

  /**
   * The page after a cursor: towards the cursor's target, or, if it has none, towards what is
   * visible now.
   */
  EventPage next(RelayCursor cursor) {
    String previous = cursor.previous();
    String target = cursor.target();
    return target == null
        ? jdbc.query(
            EventStoreQueries.FIRST_PAGE, this::page, previous, previous, eventsMax, bytesMax)
        : jdbc.query(
            EventStoreQueries.NEXT_PAGE,
            this::page,
            target,
            cursor.lastSeq(),
            previous,
            previous,
            target,
            eventsMax,
            bytesMax);
  }

  /** What is committed but lies beyond the cursor. */
  Backlog backlog(RelayCursor cursor) {
    String target = cursor.target();
    return jdbc.queryForObject(
        EventStoreQueries.BACKLOG,
        (row, _) -> new Backlog(row.getLong("events"), instant(row, "oldest")),
        cursor.previous(),
        cursor.previous(),
        target == null ? RelayCursor.NOTHING : target,
        cursor.lastSeq(),
        Backlog.COUNT_MAX);
  }

  /**
   * What the database says of itself.
   *
   * @param cursor whose last event to look for; absent if there is none yet
   */
  DatabaseState state(@Nullable RelayCursor cursor) {
    UUID eventId = cursor == null ? null : cursor.lastEventId();
    return jdbc.queryForObject(
        EventStoreQueries.STATE,
        (row, _) ->
            new DatabaseState(
                new DatabaseIdentity(row.getString("system"), row.getLong("timeline")),
                row.getString("snapshot"),
                row.getBoolean("knows_last_event"),
                row.getBoolean("has_foreign_transactions")),
        eventId,
        cursor == null ? 0 : cursor.lastSeq(),
        eventId);
  }

  private EventPage page(ResultSet rows) throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    String target = "";
    long keys = 0;
    while (rows.next()) {
      target = rows.getString("target");
      keys = rows.getLong("keys");
      if (keys > 0) {
        events.add(event(rows));
      }
    }
    boolean complete = keys < eventsMax && events.size() == keys;
    return new EventPage(target, events, complete);
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong("seq"),
        row.getObject("event_id", UUID.class),
        row.getObject("ticket_id", UUID.class),
        row.getInt("version"),
        row.getString("type"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getBytes("payload"),
        row.getString("traceparent"));
  }

  private static java.time.@Nullable Instant instant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
