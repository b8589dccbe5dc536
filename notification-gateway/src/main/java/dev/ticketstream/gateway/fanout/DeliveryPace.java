package dev.ticketstream.gateway.fanout;

/** Those who write what the broadcaster hands out. */
public interface DeliveryPace {

  /**
   * Waits until the writers have caught up with what they were given. Called before each event, on
   * the stream's thread, while nothing is held. Must depend on this process' own work only, never
   * on a client, and must end in any case.
   */
  void awaitRoom();

  /** Lets the writers have all that was handed out. Called after each event. */
  void handOver();
}
