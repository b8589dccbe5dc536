package dev.ticketstream.events;

import java.util.UUID;

/**
 * A relation from one ticket to another, as the first one sees it. Relations are internal:
 * customers never see them, because the other ticket may not be theirs.
 *
 * @param ticketId the other ticket
 * @param reference the other ticket's human reference, e.g. {@code TKT-000123}
 * @param kind what the other ticket is to this one
 */
public record RelatedTicket(UUID ticketId, String reference, Kind kind) {

  /** What the other ticket is to this one. Every relation stands on both tickets. */
  public enum Kind {
    RELATED,
    PARENT,
    CHILD,
    /** The other ticket is a duplicate of this one. */
    DUPLICATE,
    /** This ticket is a duplicate of the other one. */
    ORIGINAL;

    /** What this ticket is to the other one. */
    public Kind inverse() {
      return switch (this) {
        case RELATED -> RELATED;
        case PARENT -> CHILD;
        case CHILD -> PARENT;
        case DUPLICATE -> ORIGINAL;
        case ORIGINAL -> DUPLICATE;
      };
    }
  }
}
