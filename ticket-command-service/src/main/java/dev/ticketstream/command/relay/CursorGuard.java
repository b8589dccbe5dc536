package dev.ticketstream.command.relay;

/** Refuses to go on from a cursor that does not fit the database. */
final class CursorGuard {

  private static final String REMEDY =
      " Nothing was published. Decide with docs/relay.md (\"A restored database\") and start once"
          + " with --ticketstream.relay.rewind-to=beginning|end|seq:N.";

  private CursorGuard() {}

  /**
   * Checks that the cursor's place exists in the database.
   *
   * @throws RelayRefusedException if it does not
   */
  static void check(RelayCursor cursor, DatabaseState now) {
    checkTransactions(now);
    if (!cursor.database().system().equals(now.identity().system())) {
      throw new RelayRefusedException(
          "the cursor belongs to the database %s, this one is %s."
                  .formatted(cursor.database().system(), now.identity().system())
              + REMEDY);
    }
    long reached = nextTransaction(now.snapshot());
    long claimed = nextTransaction(cursor.newestSnapshot());
    if (Long.compareUnsigned(claimed, reached) > 0) {
      throw new RelayRefusedException(
          "the cursor lies in this database's future (its next transaction is %s, the database's %s): an older state was restored."
                  .formatted(Long.toUnsignedString(claimed), Long.toUnsignedString(reached))
              + REMEDY);
    }
    if (!now.knowsLastEvent()) {
      throw new RelayRefusedException(
          "the last event that was published (seq %d, id %s) is not in this database: an older state was restored."
                  .formatted(cursor.lastSeq(), cursor.lastEventId())
              + REMEDY);
    }
  }

  /**
   * Checks that the database's events are its own transactions'.
   *
   * @throws RelayRefusedException if some carry transaction ids from elsewhere
   */
  static void checkTransactions(DatabaseState now) {
    if (now.hasForeignTransactions()) {
      throw new RelayRefusedException(
          "events carry transaction ids that this database has not reached: it was filled from a"
              + " dump. Give them ids of this database first; docs/relay.md (\"A restored dump\")"
              + " has the statement.");
    }
  }

  /**
   * The {@code xmax} of a snapshot's text {@code xmin:xmax:xip,…}: the first id not yet given out.
   */
  private static long nextTransaction(String snapshot) {
    try {
      return Long.parseUnsignedLong(snapshot.split(":", 3)[1]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new RelayRefusedException("\"%s\" is no snapshot.".formatted(snapshot) + REMEDY);
    }
  }
}
