package dev.ticketstream.gateway.wire;

import java.util.Locale;

/** Why connections are closed, finer than {@link CloseCode} and coarser than the text; counted. */
public enum CloseCause {
  /** A message that the protocol does not know, is no text or no UTF-8. */
  INVALID_MESSAGE(CloseCode.BAD_REQUEST),
  /** A message over the limit on size. */
  MESSAGE_TOO_LARGE(CloseCode.BAD_REQUEST),
  /** A frame that breaks the rules of RFC 6455. */
  PROTOCOL_ERROR(CloseCode.PROTOCOL_ERROR),
  /** A frame over the limit on frames, which are read as a whole. */
  FRAME_TOO_LARGE(CloseCode.MESSAGE_TOO_BIG),
  /** A compressed message that cannot be inflated. */
  CORRUPT_COMPRESSION(CloseCode.INVALID_PAYLOAD),
  /** A compressed message that is over the limit on size when it is inflated. */
  INFLATED_TOO_LARGE(CloseCode.MESSAGE_TOO_BIG),
  /** An operation before the connection was acknowledged. */
  NOT_INITIALISED(CloseCode.UNAUTHORIZED),
  /** The token is missing or no good. */
  TOKEN_REFUSED(CloseCode.FORBIDDEN),
  /** The token has expired and was not renewed. */
  TOKEN_EXPIRED(CloseCode.FORBIDDEN),
  /** An admin has revoked the user's tokens. */
  USER_REVOKED(CloseCode.FORBIDDEN),
  /** A fresh token is another user's, or has other rights. */
  RIGHTS_CHANGED(CloseCode.FORBIDDEN),
  /** The handshake did not offer the subprotocol. */
  SUBPROTOCOL(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE),
  /** No {@code connection_init} in time. */
  INIT_TIMEOUT(CloseCode.INIT_TIMEOUT),
  /** The operation id is in use. */
  DUPLICATE_ID(CloseCode.SUBSCRIBER_EXISTS),
  /** A second {@code connection_init}. */
  SECOND_INIT(CloseCode.TOO_MANY_INITS),
  /** The client does not read fast enough. */
  SLOW_CONSUMER(CloseCode.TERMINATED),
  /** The client did not answer a ping. */
  PONG_TIMEOUT(CloseCode.TERMINATED),
  /** This instance stops. */
  DRAIN(CloseCode.SERVICE_RESTART),
  /** The instance has as many connections as it may. */
  INSTANCE_FULL(CloseCode.TRY_AGAIN_LATER),
  /** The user has as many connections as one may. */
  USER_FULL(CloseCode.TRY_AGAIN_LATER),
  /** Tokens cannot be checked now. */
  TOKEN_UNCHECKED(CloseCode.TRY_AGAIN_LATER),
  /** A fault of the gateway's own. */
  FAULT(CloseCode.INTERNAL_ERROR);

  private final CloseCode code;

  CloseCause(CloseCode code) {
    this.code = code;
  }

  /** The close frame's code. */
  public CloseCode code() {
    return code;
  }

  /** The cause as a metric's tag. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The most usual cause of a code. */
  static CloseCause of(CloseCode code) {
    return switch (code) {
      case BAD_REQUEST -> INVALID_MESSAGE;
      case UNAUTHORIZED -> NOT_INITIALISED;
      case FORBIDDEN -> TOKEN_REFUSED;
      case SUBPROTOCOL_NOT_ACCEPTABLE -> SUBPROTOCOL;
      case INIT_TIMEOUT -> INIT_TIMEOUT;
      case SUBSCRIBER_EXISTS -> DUPLICATE_ID;
      case TOO_MANY_INITS -> SECOND_INIT;
      case TERMINATED -> SLOW_CONSUMER;
      case PROTOCOL_ERROR -> PROTOCOL_ERROR;
      case INVALID_PAYLOAD -> CORRUPT_COMPRESSION;
      case MESSAGE_TOO_BIG -> INFLATED_TOO_LARGE;
      case SERVICE_RESTART -> DRAIN;
      case TRY_AGAIN_LATER -> TOKEN_UNCHECKED;
      case INTERNAL_ERROR -> FAULT;
    };
  }
}
