package dev.ticketstream.events;

/** What kind of request a ticket is. */
public enum RequestType {
  BUG,
  FEATURE,
  QUESTION,
  SUPPORT,
  OTHER
}
