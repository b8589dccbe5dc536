package dev.ticketstream.command.relay;

/**
 * What the database says of itself when a leader begins.
 *
 * @param identity which database it is
 * @param snapshot its current snapshot, as text
 * @param knowsLastEvent whether the event that the cursor names as the last one published is there;
 *     true if the cursor names none
 * @param hasForeignTransactions whether events carry transaction ids that this database has not
 *     reached, as after restoring a dump
 */
record DatabaseState(
    DatabaseIdentity identity,
    String snapshot,
    boolean knowsLastEvent,
    boolean hasForeignTransactions) {}
