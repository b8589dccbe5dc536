package dev.ticketstream.standalone.importer;

/**
 * Names commands after where they come from, so that a second import of the same log sends the same
 * ids and changes nothing, and an import that was killed goes on where it was.
 */
final class CommandIds {

  private CommandIds() {}

  /**
   * @param row the row that the command comes from
   * @param index the row's place among those of its incident, from 0; not its line, so that a
   *     longer part of the same log gives the same ids
   * @param what which of the row's commands it is
   */
  static String of(LogRow row, int index, String what) {
    return "import:%s:%d:%d:%s"
        .formatted(row.number(), row.count(Columns.MODIFICATIONS), index, what);
  }
}
