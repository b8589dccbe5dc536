package dev.ticketstream.command.relay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where a new leader begins: at the cursor in Kafka, at a rewind, or at the beginning.
 */
final class CursorSetup {

  private static final Logger log = LoggerFactory.getLogger(CursorSetup.class);

  private final CursorReader cursors;
  private final EventStoreReader events;
  private final EventPublisher publisher;
  private final @Nullable RewindRequest rewind;

  CursorSetup(
      CursorReader cursors,
      EventStoreReader events,
      EventPublisher publisher,
      @Nullable RewindRequest rewind) {
    this.cursors = cursors;
    this.events = events;
    this.publisher = publisher;
    this.rewind = rewind;
  }

  /**
   * The cursor to go on from; committed to Kafka if it is a new one.
   *
   * @throws RelayRefusedException if the cursor does not fit the database and no rewind was asked
   *     for
   */
  RelayCursor establish() {
    RewindRequest wanted = rewind;
    if (wanted == null) {
      return resume(cursors.read());
    }
    RelayCursor current = readLeniently();
    if (current != null && wanted.text().equals(current.rewind())) {
      log.warn(
          "The rewind to {} was carried out before and is not repeated; remove the option"
              + " ticketstream.relay.rewind-to, or give it another #label",
          wanted.text());
      return resume(current);
    }
    return rewind(wanted, current);
  }

  private RelayCursor resume(@Nullable RelayCursor cursor) {
    DatabaseState now = events.state(cursor);
    if (cursor == null) {
      CursorGuard.checkTransactions(now);
      RelayCursor first = RelayCursor.startingAfter(0, now, null);
      publisher.publish(List.of(), first);
      return first;
    }
    CursorGuard.check(cursor, now);
    if (cursor.database().timeline() != now.identity().timeline()) {
      log.warn(
          "The database went from timeline {} to {} (a failover or restore); the last event"
              + " published is there, relaying goes on",
          cursor.database().timeline(),
          now.identity().timeline());
    }
    return cursor.in(now.identity());
  }

  private RelayCursor rewind(RewindRequest wanted, @Nullable RelayCursor current) {
    DatabaseState now = events.state(null);
    CursorGuard.checkTransactions(now);
    RelayCursor next =
        switch (wanted.place()) {
          case RewindRequest.Place.End() -> RelayCursor.startingAtEnd(now, wanted.text());
          case RewindRequest.Place.After(long seq) ->
              RelayCursor.startingAfter(seq, now, wanted.text());
        };
    publisher.publish(List.of(), next);
    log.warn("Rewound the relay to {}: the cursor was {}, it is {}", wanted.text(), current, next);
    return next;
  }

  /** A rewind is also the way out of a cursor that is lost or unreadable. */
  private @Nullable RelayCursor readLeniently() {
    try {
      return cursors.read();
    } catch (RelayRefusedException e) {
      log.warn("Rewinding although {}", e.getMessage());
      return null;
    }
  }
}
