package dev.ticketstream.command.view;

/** The tables of the read model; a test holds them against what the database's catalogue says. */
enum ReadModelTable {
  TICKET("ticket", "id"),
  TICKET_COMMENT("ticket_comment", "ticket_id"),
  /** Emptied by triggers of the other two; those of comments fill it too. */
  SEARCH_DOCUMENT("search_document", "ticket_id");

  private final String table;
  private final String ticketIdColumn;

  ReadModelTable(String table, String ticketIdColumn) {
    this.table = table;
    this.ticketIdColumn = ticketIdColumn;
  }

  String tableName() {
    return table;
  }

  /** Deletes the rows of the tickets whose ids are the argument, an array. */
  String deletion() {
    return "delete from %s where %s = any(?)".formatted(table, ticketIdColumn);
  }

  /** Deletes rows of tickets that there are no events of. */
  String deletionOfOrphans() {
    return """
    delete from %s as row
    where not exists (select 1 from ticket_stream where ticket_id = row.%s)
    """
        .formatted(table, ticketIdColumn);
  }
}
