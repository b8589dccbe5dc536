package dev.ticketstream.gateway.wire;

/** A sink that is sent to together with those of other connections. */
interface MulticastTarget {

  /**
   * Reacts to a peer that did not take everything at once. Called on the event loop, after each
   * such write.
   */
  void behind();
}
