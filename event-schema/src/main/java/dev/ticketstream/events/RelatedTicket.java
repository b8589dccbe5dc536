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

  /** What the other ticket is to this one. */
  public enum Kind {
    RELATED,
    PARENT,
    CHILD,
    DUPLICATE
  }
}
