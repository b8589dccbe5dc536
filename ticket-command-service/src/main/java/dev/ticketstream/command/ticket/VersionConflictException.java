package dev.ticketstream.command.ticket;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.List;

/** The ticket has moved on since the version that the caller decided on. */
public final class VersionConflictException extends CommandRejectedException {

  private static final long serialVersionUID = 1L;

  /** Most events that are handed back with a conflict. */
  public static final int EVENTS_MAX = 100;

  private final int currentVersion;
  private final transient List<SupportTicketEvent> missedEvents;

  VersionConflictException(int currentVersion, List<SupportTicketEvent> missedEvents) {
    super(
        ErrorCode.CONFLICT,
        "The ticket has changed; its version is now " + currentVersion + ".",
        "input.expectedVersion");
    this.currentVersion = currentVersion;
    this.missedEvents = List.copyOf(missedEvents);
  }

  /** The version now, as this caller counts. */
  public int currentVersion() {
    return currentVersion;
  }

  /** What happened since, oldest first, not redacted yet; at most {@link #EVENTS_MAX} events. */
  public List<SupportTicketEvent> missedEvents() {
    return missedEvents;
  }
}
