package dev.ticketstream.command.eventstore;

import java.util.Collections;

/**
 * The statement that appends to a stream: moves its head and stores the events, both or neither.
 * Its arguments are the ticket's id, the new version, the expected version unless the stream
 * begins, and of each event version, id, type, time, payload and trace.
 */
final class Appending {

  private static final String BEGIN =
      """
      with moved as (
        insert into ticket_stream (ticket_id, version) values (?::uuid, ?::integer)
        on conflict do nothing returning ticket_id)
      """;

  private static final String MOVE =
      """
      with moved as (
        update ticket_stream set version = m.new_version
        from (values (?::uuid, ?::integer, ?::integer)) m (ticket_id, new_version, expected)
        where ticket_stream.ticket_id = m.ticket_id and ticket_stream.version = m.expected
        returning ticket_stream.ticket_id)
      """;

  private static final String STORE =
      """
      insert into ticket_event
        (ticket_id, version, event_id, type, occurred_at, payload, traceparent)
      select moved.ticket_id, e.*
      from moved, (values %s) e (version, event_id, type, occurred_at, payload, traceparent)
      order by e.version\
      """;

  private static final String EVENT =
      "(?::integer, ?::uuid, ?::text, ?::timestamptz, ?::bytea, ?::text)";

  private static final String BEGIN_WITH_ONE = statement(BEGIN, 1);
  private static final String MOVE_BY_ONE = statement(MOVE, 1);

  private Appending() {}

  /**
   * @param expectedVersion the version after which the events come, 0 for a new stream
   * @param events how many
   */
  static String statement(int expectedVersion, int events) {
    if (events == 1) {
      return expectedVersion == 0 ? BEGIN_WITH_ONE : MOVE_BY_ONE;
    }
    return statement(expectedVersion == 0 ? BEGIN : MOVE, events);
  }

  /** In the order of versions, so that {@code seq} is drawn in that order. */
  private static String statement(String moved, int events) {
    return moved + STORE.formatted(String.join(", ", Collections.nCopies(events, EVENT)));
  }
}
