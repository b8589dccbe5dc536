package dev.ticketstream.standalone.supervision;

/** How a process is asked to end. */
public enum Signal {
  /** PostgreSQL's fast shutdown: it does not wait for clients. */
  INT,
  TERM
}
