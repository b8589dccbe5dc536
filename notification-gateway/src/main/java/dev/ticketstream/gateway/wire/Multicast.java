package dev.ticketstream.gateway.wire;

/** Sends one result to many sinks at once: to those of one event loop that gave it. */
public interface Multicast {

  /**
   * Has a result written soon, in the order of the calls and of what each sink is given itself.
   * Only for the one thread that calls {@link LoopWriters#handOver}.
   *
   * @param result a GraphQL execution result
   * @param recipients who gets it
   */
  void send(EncodedPayload result, Recipients recipients);
}
