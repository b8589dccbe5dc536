package dev.ticketstream.gateway.wire;

/** A subscription ended with an error that the client is told. */
public final class OperationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient EncodedPayload errors;

  /**
   * @param errors a JSON array of GraphQL errors
   */
  public OperationFailedException(EncodedPayload errors) {
    super("the operation failed", null, false, false);
    this.errors = errors;
  }

  /** A JSON array of GraphQL errors. */
  public EncodedPayload errors() {
    return errors;
  }
}
