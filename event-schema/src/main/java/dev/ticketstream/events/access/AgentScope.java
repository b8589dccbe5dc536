package dev.ticketstream.events.access;

/** Which tickets agents see beside those they have a personal relation to. */
public enum AgentScope {
  /** All tickets. */
  ALL_TICKETS,
  /** Tickets of the agent's own teams, and tickets of no team. */
  OWN_TEAMS
}
