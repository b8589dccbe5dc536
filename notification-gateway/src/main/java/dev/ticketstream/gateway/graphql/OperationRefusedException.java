package dev.ticketstream.gateway.graphql;

/** The caller may not have, or wrongly described, what they asked for. */
final class OperationRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * @param message for the caller, without internals
   */
  OperationRefusedException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
