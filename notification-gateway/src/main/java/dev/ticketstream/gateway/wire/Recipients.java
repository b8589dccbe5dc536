package dev.ticketstream.gateway.wire;

/**
 * Sinks that one result goes to, never changed. Equal to other recipients when they are the same
 * sinks in the same order.
 */
public interface Recipients {

  /** How many; at least one. */
  int size();

  /**
   * A sink that gave the {@link Multicast} in question.
   *
   * @param place below {@link #size}
   */
  ResultSink sink(int place);
}
