package dev.ticketstream.events.access;

/** What a user is to the support desk. */
public enum Role {
  /** Sees and does everything. */
  ADMIN,
  /** Works on tickets; sees all, or by configuration those of the own teams. */
  AGENT,
  /** Asks for support; sees only tickets they created, are assigned or watch. */
  CUSTOMER
}
