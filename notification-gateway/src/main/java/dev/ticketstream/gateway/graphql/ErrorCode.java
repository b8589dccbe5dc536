package dev.ticketstream.gateway.graphql;

/** The closed vocabulary of {@code extensions.code} in GraphQL errors. */
enum ErrorCode {
  /** The document or an argument is wrong; sending it again will not help. */
  INVALID_INPUT,
  /** The caller may not do this. */
  FORBIDDEN,
  /** The document, or the number of operations, is over a limit. */
  LIMIT_EXCEEDED,
  /** Events after the cursor are no longer kept; load the state and subscribe without it. */
  REPLAY_EXPIRED,
  /** The cursor is not one of this platform's; load the state and subscribe without it. */
  REPLAY_FOREIGN,
  /** What was asked for may not have been done; send it again. */
  UNAVAILABLE,
  /** A fault of the gateway's own; trying later may help. */
  INTERNAL_ERROR
}
