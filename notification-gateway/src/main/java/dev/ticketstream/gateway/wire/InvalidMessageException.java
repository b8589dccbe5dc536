package dev.ticketstream.gateway.wire;

/** A client's message is none that the protocol knows. */
public final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidMessageException(String message) {
    super(message, null, false, false);
  }
}
