package dev.ticketstream.gateway.wire;

/** The connection must be closed; says how. */
public final class ConnectionRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CloseReason reason;

  /**
   * @param code why
   * @param text the same for the client, without internals
   */
  public ConnectionRefusedException(CloseCode code, String text) {
    super(text, null, false, false);
    this.reason = new CloseReason(code, text);
  }

  /**
   * @param cause why
   * @param text the same for the client, without internals
   */
  public ConnectionRefusedException(CloseCause cause, String text) {
    super(text, null, false, false);
    this.reason = new CloseReason(cause, text);
  }

  /** What the close frame says. */
  public CloseReason reason() {
    return reason;
  }
}
