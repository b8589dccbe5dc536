package dev.ticketstream.command.ticket;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.List;

/** The ticket has another version than the one that the caller decided on. */
public final class VersionConflictException extends CommandRejectedException {

  private static final long serialVersionUID = 1L;

  /** Most events that are handed back with a conflict. */
  public static final int EVENTS_MAX = 100;

  private final int currentVersion;
  private final transient List<SupportTicketEvent> missedEvents;

  VersionConflictException(
      int expectedVersion, int currentVersion, List<SupportTicketEvent> missedEvents) {
    super(
        ErrorCode.CONFLICT,
        expectedVersion > currentVersion
            ? "The ticket never had version %d; its version is %d. Read it again."
                .formatted(expectedVersion, currentVersion)
            : "The ticket has changed; its version is now %d.".formatted(currentVersion),
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
