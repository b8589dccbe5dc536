package dev.ticketstream.events.codec;

/** Found while reading an event: something that only a newer version knows. */
final class UnknownValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownValueException(String what) {
    super(what);
  }

  /** What is unknown, for the log. */
  String what() {
    return String.valueOf(getMessage());
  }
}
