package dev.ticketstream.command.relay;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The relay's place in the event store: everything visible in {@code previous} is published, and of
 * what became visible between {@code previous} and {@code target} everything up to {@code lastSeq}.
 *
 * @param database the database whose snapshots these are
 * @param previous a PostgreSQL snapshot ({@code pg_snapshot}) as text
 * @param target the snapshot that is being paged towards; absent when {@code previous} was reached
 *     completely
 * @param lastSeq {@code seq} of the last event published; 0 if none
 * @param lastEventId that event's id, by which a restored database is recognised; absent if none
 * @param rewind the text of the last rewind that was carried out; absent if none ever was
 */
record RelayCursor(
    DatabaseIdentity database,
    String previous,
    @Nullable String target,
    long lastSeq,
    @Nullable UUID lastEventId,
    @Nullable String rewind) {

  /** Sees nothing: 3 is PostgreSQL's first transaction id. */
  static final String NOTHING = "3:3:";

  /** A cursor before all events with a {@code seq} above the given one that are visible now. */
  static RelayCursor startingAfter(long seq, DatabaseState now, @Nullable String rewind) {
    return new RelayCursor(now.identity(), NOTHING, now.snapshot(), seq, null, rewind);
  }

  /** A cursor after everything that is visible now. */
  static RelayCursor startingAtEnd(DatabaseState now, @Nullable String rewind) {
    return new RelayCursor(now.identity(), now.snapshot(), null, 0, null, rewind);
  }

  /** The cursor to commit together with a page of events. */
  RelayCursor after(EventPage page) {
    long seq = lastSeq;
    UUID eventId = lastEventId;
    if (!page.events().isEmpty()) {
      StoredEvent last = page.events().getLast();
      seq = last.seq();
      eventId = last.eventId();
    }
    return page.complete()
        ? new RelayCursor(database, page.target(), null, seq, eventId, rewind)
        : new RelayCursor(database, previous, page.target(), seq, eventId, rewind);
  }

  /** The same place in a database that went on with another timeline. */
  RelayCursor in(DatabaseIdentity identity) {
    return new RelayCursor(identity, previous, target, lastSeq, lastEventId, rewind);
  }

  /** The newest snapshot that this cursor knows of. */
  String newestSnapshot() {
    return target == null ? previous : target;
  }
}
