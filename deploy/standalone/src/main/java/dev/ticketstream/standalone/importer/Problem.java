package dev.ticketstream.standalone.importer;

/**
 * Something that did not become part of a ticket.
 *
 * @param line the row's line in the file, from 1
 * @param kind whether the row was not used or one of its commands was refused
 * @param reason why, for the user
 */
record Problem(long line, Kind kind, String reason) {

  /** What did not work. */
  enum Kind {
    UNUSED_ROW,
    REJECTED_COMMAND
  }
}
