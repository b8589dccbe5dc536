package dev.ticketstream.command.eventstore;

import java.util.UUID;

/** A stream is not at the version that an append expected: another one came first. */
public final class WrongVersionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongVersionException(UUID ticketId, int expectedVersion) {
    super("ticket %s is not at version %d any more".formatted(ticketId, expectedVersion));
  }
}
