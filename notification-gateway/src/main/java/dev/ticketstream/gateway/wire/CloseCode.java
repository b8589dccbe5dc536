package dev.ticketstream.gateway.wire;

/**
 * Why the gateway closes a socket. Codes of 4400 to 4429 mean what the {@code graphql-transport-ws}
 * protocol and its reference implementation say; what is temporary has a code after which stock
 * clients connect again.
 */
public enum CloseCode {
  /** A message of a type or format that the protocol does not know, or too large. */
  BAD_REQUEST(4400, false, "Bad request"),
  /** An operation was requested on a connection that is not acknowledged. */
  UNAUTHORIZED(4401, false, "Unauthorized"),
  /** The token is missing, refused or expired, or the user's rights changed. */
  FORBIDDEN(4403, true, "Forbidden"),
  /** The handshake did not offer {@code graphql-transport-ws}. */
  SUBPROTOCOL_NOT_ACCEPTABLE(4406, false, "Subprotocol not acceptable"),
  /** No {@code connection_init} in time. */
  INIT_TIMEOUT(4408, true, "Connection initialisation timeout"),
  /** The operation id is in use. */
  SUBSCRIBER_EXISTS(4409, false, "Subscriber already exists"),
  /** A second {@code connection_init}. */
  TOO_MANY_INITS(4429, false, "Too many initialisation requests"),
  /** The client does not read fast enough, or does not answer pings. */
  TERMINATED(4499, true, "Terminated"),
  /** A frame breaks the rules of RFC 6455 (Protocol error). */
  PROTOCOL_ERROR(1002, false, "Protocol error"),
  /** A compressed message that cannot be inflated (RFC 6455: Invalid frame payload data). */
  INVALID_PAYLOAD(1007, false, "Invalid payload data"),
  /** A frame that is too large to be read, or a compressed message when it is inflated. */
  MESSAGE_TOO_BIG(1009, false, "Message too big"),
  /** The gateway shuts down; another instance takes over (RFC 6455's registry: Service Restart). */
  SERVICE_RESTART(1012, true, "Service restart"),
  /** A limit on connections is reached, or the issuer cannot be asked (Try Again Later). */
  TRY_AGAIN_LATER(1013, true, "Try again later"),
  /** A fault of the gateway's own. */
  INTERNAL_ERROR(4500, false, "Internal server error");

  private final int code;
  private final boolean retried;
  private final String text;

  CloseCode(int code, boolean retried, String text) {
    this.code = code;
    this.retried = retried;
    this.text = text;
  }

  /** The number in the close frame. */
  public int code() {
    return code;
  }

  /** Whether the npm package graphql-ws connects again after this code. */
  public boolean isRetriedByStockClients() {
    return retried;
  }

  /** What the close frame says when there is nothing more precise to say. */
  public String text() {
    return text;
  }
}
