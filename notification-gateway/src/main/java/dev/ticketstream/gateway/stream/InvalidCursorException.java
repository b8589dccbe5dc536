package dev.ticketstream.gateway.stream;

/** A text that is no cursor, or was sealed with a key that this gateway does not have. */
public final class InvalidCursorException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidCursorException(String message) {
    super(message);
  }

  InvalidCursorException(String message, Throwable cause) {
    super(message, cause);
  }
}
