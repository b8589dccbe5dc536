package dev.ticketstream.command.ticket;

/**
 * Why a command or a query was refused, as a closed vocabulary that says what the caller can do.
 */
public enum ErrorCode {
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND,
  /** The caller may see the ticket, but not do this. */
  FORBIDDEN,
  /** The ticket has changed since the version that the caller decided on: read and decide again. */
  CONFLICT,
  /** The ticket's status does not allow this. */
  INVALID_TRANSITION,
  /** The input is wrong; sending it again will not help. */
  INVALID_INPUT,
  /** The input or the ticket would grow over a limit. */
  LIMIT_EXCEEDED,
  /** Too many requests: send it again later. */
  RATE_LIMITED,
  /** It took too long, or the service failed at one ticket of many: send it again. */
  UNAVAILABLE
}
