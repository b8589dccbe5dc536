package dev.ticketstream.events.codec;

/** Bytes that are no event at all: not protobuf, or without what every event has. */
public final class MalformedEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }

  MalformedEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
