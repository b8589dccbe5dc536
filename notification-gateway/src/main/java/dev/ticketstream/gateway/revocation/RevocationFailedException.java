package dev.ticketstream.gateway.revocation;

/** A revocation could not be stored, or it is not known whether it was; it may be sent again. */
public final class RevocationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, for the caller
   * @param cause the fault, for the log
   */
  public RevocationFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
