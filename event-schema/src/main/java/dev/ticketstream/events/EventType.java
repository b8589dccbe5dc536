package dev.ticketstream.events;

/**
 * The closed, public vocabulary of event types, as subscribers filter on it. Finer differences
 * (watching, team moves, comment edits …) are {@link #UPDATED} and told apart by {@link
 * TicketChange}.
 */
public enum EventType {
  CREATED,
  UPDATED,
  ASSIGNED,
  UNASSIGNED,
  STATUS_CHANGED,
  PRIORITY_CHANGED,
  COMMENTED,
  ATTACHMENT_ADDED,
  DELETED,
  RELATED_ADDED,
  RELATED_REMOVED,
  TAG_ADDED,
  TAG_REMOVED
}
