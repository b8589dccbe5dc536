package dev.ticketstream.gateway.fanout;

/**
 * The subscriber did not take its events in time, so they would pile up without bound. Its
 * connection is closed with a code that clients retry, and it resumes from its cursor.
 */
public final class SlowConsumerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message which limit was passed, for the log
   */
  public SlowConsumerException(String message) {
    super(message);
  }
}
