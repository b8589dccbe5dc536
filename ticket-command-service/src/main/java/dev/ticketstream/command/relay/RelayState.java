package dev.ticketstream.command.relay;

/** What the relay of this instance is doing. */
enum RelayState {
  /** Not yet begun, or on the way to leading. */
  STARTING,
  /** Another instance leads. */
  WAITING,
  /** This instance leads and publishes. */
  LEADING,
  /** This instance should lead, but Kafka or the database fails; it keeps trying. */
  FAILING,
  /** An operator has to decide; it keeps looking whether they did. */
  REFUSED,
  /** Ended. */
  STOPPED
}
