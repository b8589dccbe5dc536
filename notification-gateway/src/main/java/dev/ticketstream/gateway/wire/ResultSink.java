package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a subscription's results go: one operation of a connection. Never blocks. One thread at a
 * time may call it; only what ends the operation may come from another one at any time, and what
 * that one hands over afterwards is dropped.
 */
public interface ResultSink {

  /** Whether more results should come; false when too much waits for the connection's peer. */
  boolean hasRoom();

  /**
   * Asks to be told of room.
   *
   * @param action called once, on any thread, when there is room; at once if there is; replaces an
   *     earlier one that was not called yet
   */
  void whenRoom(Runnable action);

  /**
   * Queues a result and has it written soon.
   *
   * @param result a GraphQL execution result; may go to any number of sinks
   */
  void next(EncodedPayload result);

  /**
   * Queues a result that is written when {@link LoopWriters#handOver} is called; cheaper than
   * {@link #next} when one result goes to many sinks. Only for the one thread that calls {@code
   * handOver}.
   *
   * @param result a GraphQL execution result; may go to any number of sinks
   */
  void nextOfMany(EncodedPayload result);

  /**
   * A way to send results to this sink and others at once. A connection has one for one of its
   * operations at a time, so that what is under way for it can be counted without asking it.
   *
   * @param onBehind called on the event loop, perhaps more than once, when the peer does not take
   *     everything at once; results are to be given to {@link #nextOfMany} from then on
   * @return {@code null} if there is none
   */
  default @Nullable Multicast multicast(Runnable onBehind) {
    return null;
  }

  /** Ends the operation: there are no more results. */
  void complete();

  /**
   * Ends the operation, or the connection.
   *
   * @param error {@link OperationFailedException}, {@link ConnectionRefusedException} when the
   *     whole connection has to go, or a fault
   */
  void error(Throwable error);
}
