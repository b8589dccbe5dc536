package dev.ticketstream.command.relay;

/**
 * Going on would lose or repeat events, or the topics are not as they must be: an operator has to
 * decide. The message says what was found and what to do.
 */
final class RelayRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RelayRefusedException(String message) {
    super(message);
  }
}
