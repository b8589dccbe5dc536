package dev.ticketstream.command.relay;

/** What a session tells of its progress, for metrics. */
interface RelayProgress {

  /** A leader begins at a cursor. */
  void startedAt(RelayCursor cursor);

  /** A page that is not empty is about to be published. */
  void publishing(EventPage page);

  /** A page, perhaps an empty one, is published, and the cursor stands after it. */
  void published(EventPage page, RelayCursor cursor);
}
