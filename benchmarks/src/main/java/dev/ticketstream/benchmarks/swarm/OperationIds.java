package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Ids of operations: UUIDs, as graphql-ws makes them. The first group is the connection's number,
 * so that no two clients have the same, and the last one is the operation's.
 */
public final class OperationIds {

  /** The id that a server uses for everybody which does not look at what it is told. */
  public static final String SHARED = "ffffffff-5e57-4000-8000-000000000000";

  /** The first group of {@link #SHARED}. */
  static final long SHARED_OWNER = owner(SHARED);

  /** How long each id is. */
  static final int LENGTH = 36;

  private OperationIds() {}

  /**
   * An operation's id.
   *
   * @param connection the number of the client's connection
   * @param operation its number among the client's operations, below 2¹⁶
   */
  static String of(int connection, int operation) {
    return "%08x-5e57-4000-8000-%012x".formatted(connection, operation);
  }

  /** The first group of an id as it stands in a message, to be compared with one load. */
  static long owner(String id) {
    return ByteBuffer.wrap(id.getBytes(US_ASCII)).getLong();
  }
}
