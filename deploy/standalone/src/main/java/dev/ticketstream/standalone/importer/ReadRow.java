package dev.ticketstream.standalone.importer;

/** What became of a row of the file. */
sealed interface ReadRow {

  /** A row that can be replayed. */
  record Usable(LogRow row) implements ReadRow {}

  /**
   * A row that cannot.
   *
   * @param line where it begins in the file, from 1
   * @param reason why, for the user
   */
  record Unusable(long line, String reason) implements ReadRow {}
}
