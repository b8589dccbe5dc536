package dev.ticketstream.command.ticket;

/** What becomes of a command when its ticket has moved on since the expected version. */
public enum ConflictPolicy {
  /** It is refused. */
  REJECT,
  /** It is carried out on the current state if nothing that it touches was touched since. */
  REBASE
}
