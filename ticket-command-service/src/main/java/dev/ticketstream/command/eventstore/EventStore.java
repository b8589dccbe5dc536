package dev.ticketstream.command.eventstore;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.ticketstream.events.EventType;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The streams of ticket events in PostgreSQL. Plain JDBC inside the caller's transaction. */
@Component
public class EventStore {

  /**
   * Sent together, but two statements: only what begins after the lock was granted sees what the
   * transaction committed that held it before. A join would not.
   */
  private static final String LOCK_AND_READ_NEWEST =
      "select version from ticket_stream where ticket_id = ? for update;\n"
          + "select payload from ticket_event where ticket_id = ? order by version desc limit 1";

  /** So many events are fetched at a time when there may be many; each may take 256 KiB. */
  private static final int EVENTS_FETCHED = 50;

  private final JdbcTemplate jdbc;
  private final PendingWrites writes;
  private final ApplicationEventPublisher publisher;

  EventStore(JdbcTemplate jdbc, PendingWrites writes, ApplicationEventPublisher publisher) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.publisher = publisher;
  }

  /**
   * Locks a stream until the end of the transaction and reads its newest event. Takes the same two
   * statements whether or not the stream exists.
   *
   * @param ticketId the stream
   * @return the newest event, or empty when there is no such stream
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<SupportTicketEvent> lockAndReadNewest(UUID ticketId) {
    writes.flush();
    return requireNonNull(
        jdbc.execute(
            LOCK_AND_READ_NEWEST,
            (PreparedStatement statement) -> {
              statement.setObject(1, ticketId);
              statement.setObject(2, ticketId);
              statement.execute();
              return newest(statement);
            }));
  }

  /**
   * Does the same, and something else before, in one round trip.
   *
   * @param ticketId the stream
   * @param preceding what comes before the lock
   * @return what both came to
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public <T extends @NonNull Object> Locked<T> lockAndReadNewest(
      UUID ticketId, Preceding<T> preceding) {
    writes.flush();
    return requireNonNull(
        jdbc.execute(
            preceding.sql() + ";\n" + LOCK_AND_READ_NEWEST,
            (PreparedStatement statement) -> {
              int index = 1;
              for (Object argument : preceding.arguments()) {
                statement.setObject(index++, argument);
              }
              statement.setObject(index++, ticketId);
              statement.setObject(index, ticketId);
              statement.execute();
              for (int i = 1; i < preceding.statements(); i++) {
                statement.getMoreResults();
              }
              T answer = answer(statement, preceding);
              statement.getMoreResults();
              return new Locked<>(answer, newest(statement));
            }));
  }

  private static <T extends @NonNull Object> T answer(
      PreparedStatement statement, Preceding<T> preceding) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      return requireNonNull(preceding.answer().extractData(rows));
    }
  }

  /** The second of two results, of which the first is the lock's. */
  private static Optional<SupportTicketEvent> newest(PreparedStatement statement)
      throws SQLException {
    statement.getMoreResults();
    try (ResultSet newest = statement.getResultSet()) {
      return newest.next() ? Optional.of(decode(newest.getBytes(1))) : Optional.empty();
    }
  }

  /**
   * Appends events to a stream, or begins one. They are stored when the transaction's {@link
   * PendingWrites} are sent: at the latest when it commits.
   *
   * @param ticketId the stream
   * @param expectedVersion the version after which they come, 0 for a new stream
   * @param events the events, with the versions that follow
   * @param traceparent W3C trace context of the command, if there is one
   * @throws WrongVersionException when the stream is at another version; thrown to whoever sends
   * @throws dev.ticketstream.events.codec.EventTooLargeException when an event is too large to be
   *     published
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(
      UUID ticketId,
      int expectedVersion,
      List<SupportTicketEvent> events,
      @Nullable String traceparent) {
    int newVersion = requireConsecutive(expectedVersion, events);
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.add(ticketId);
    arguments.add(newVersion);
    if (expectedVersion > 0) {
      arguments.add(expectedVersion);
    }
    for (SupportTicketEvent event : events) {
      addRow(arguments, event, traceparent);
    }
    writes.add(
        Appending.statement(expectedVersion, events.size()),
        arguments,
        rows -> {
          if (rows == 0) {
            throw new WrongVersionException(ticketId, expectedVersion);
          }
        });
    publisher.publishEvent(new EventsAppended(ticketId, expectedVersion + 1, newVersion));
  }

  /**
   * A stream's newest event.
   *
   * @param ticketId the stream
   * @return the event, or empty when there is no such stream
   */
  public Optional<SupportTicketEvent> newest(UUID ticketId) {
    return query(
            "select payload from ticket_event where ticket_id = ? order by version desc limit 1",
            ticketId)
        .stream()
        .findFirst();
  }

  /**
   * A part of a stream, in order.
   *
   * @param ticketId the stream
   * @param afterVersion the version after which to begin, 0 for the beginning
   * @param limit most events
   */
  public List<SupportTicketEvent> read(UUID ticketId, int afterVersion, int limit) {
    return query(
        "select payload from ticket_event where ticket_id = ? and version > ?"
            + " order by version limit ?",
        ticketId,
        afterVersion,
        limit);
  }

  /**
   * A part of a stream, in either direction, of some types only.
   *
   * @param ticketId the stream
   * @param from the version beside which to begin; it is not in the part
   * @param descending newest first, with versions below {@code from}
   * @param types which events, {@code null} for all
   * @param limit most events
   */
  public List<SupportTicketEvent> read(
      UUID ticketId,
      int from,
      boolean descending,
      @Nullable Collection<EventType> types,
      int limit) {
    String[] names =
        types == null ? null : types.stream().map(EventType::name).toArray(String[]::new);
    return query(
        "select payload from ticket_event where ticket_id = ? and version %s ?"
                .formatted(descending ? "<" : ">")
            + " and (?::text[] is null or type = any(?::text[])) order by version %s limit ?"
                .formatted(descending ? "desc" : "asc"),
        ticketId,
        from,
        names,
        names,
        limit);
  }

  /**
   * Some events of a stream, in order.
   *
   * @param ticketId the stream
   * @param versions which; those that do not exist are passed over
   */
  public List<SupportTicketEvent> read(UUID ticketId, Collection<Integer> versions) {
    return query(
        "select payload from ticket_event where ticket_id = ? and version = any(?)"
            + " order by version",
        ticketId,
        versions.toArray(Integer[]::new));
  }

  /**
   * The newest event of a stream that had happened at a time.
   *
   * @param ticketId the stream
   * @param time the time
   * @return the event, or empty when the stream began later
   */
  public Optional<SupportTicketEvent> asOf(UUID ticketId, Instant time) {
    return query(
            "select payload from ticket_event where ticket_id = ? and occurred_at <= ?"
                + " order by version desc limit 1",
            ticketId,
            time.atOffset(UTC))
        .stream()
        .findFirst();
  }

  /**
   * Locks streams, in the order of their ids, until the end of the transaction.
   *
   * @param ticketIds the streams; those that do not exist are passed over
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void lock(Collection<UUID> ticketIds) {
    writes.flush();
    jdbc.query(
        "select version from ticket_stream where ticket_id = any(?) order by ticket_id for update",
        rows -> null,
        (Object) ticketIds.toArray(UUID[]::new));
  }

  /**
   * Hands on all events of some streams, stream by stream, each in order, without having more than
   * a few of them in memory.
   *
   * @param ticketIds the streams
   * @param consumer takes each event; may write through the same transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forEach(Collection<UUID> ticketIds, Consumer<SupportTicketEvent> consumer) {
    writes.flush();
    jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  "select payload from ticket_event where ticket_id = any(?)"
                      + " order by ticket_id, version");
          statement.setFetchSize(EVENTS_FETCHED);
          statement.setArray(1, connection.createArrayOf("uuid", ticketIds.toArray()));
          return statement;
        },
        row -> {
          consumer.accept(decode(row.getBytes(1)));
        });
  }

  /**
   * Decodes what the store keeps.
   *
   * @param payload an event's stored bytes
   * @throws IllegalStateException when a newer version of this service wrote it
   */
  public static SupportTicketEvent decode(byte[] payload) {
    return switch (SupportTicketEventCodec.decode(payload)) {
      case DecodedEvent.Known known -> known.event();
      case DecodedEvent.Unknown unknown ->
          throw new IllegalStateException("a newer version stored this event: " + unknown);
    };
  }

  private List<SupportTicketEvent> query(String sql, @Nullable Object... arguments) {
    writes.flush();
    return jdbc.query(sql, (row, _) -> decode(row.getBytes(1)), arguments);
  }

  private static int requireConsecutive(int expectedVersion, List<SupportTicketEvent> events) {
    int version = expectedVersion;
    for (SupportTicketEvent event : events) {
      version++;
      if (event.version() != version) {
        throw new IllegalArgumentException(
            "version %d where %d must come".formatted(event.version(), version));
      }
    }
    return version;
  }

  private static void addRow(
      List<@Nullable Object> arguments, SupportTicketEvent event, @Nullable String traceparent) {
    arguments.add(event.version());
    arguments.add(event.eventId());
    arguments.add(event.eventType().name());
    arguments.add(event.occurredAt().atOffset(UTC));
    arguments.add(SupportTicketEventCodec.encode(event));
    arguments.add(traceparent);
  }
}
