package dev.ticketstream.benchmarks.fanout;

/** What can be measured. */
enum Contender {
  /** The notification gateway, as its jar. */
  GATEWAY("gateway"),
  /** Node, ws, graphql-ws and Redis; every subscriber filters every event. */
  NODE("(a) Node + Redis, withFilter"),
  /** The same with a Redis channel for each ticket. */
  NODE_CHANNELS("(a2) Node + Redis, a channel per ticket"),
  /** Spring for GraphQL's stock handler with a filtered Flux for each subscriber. */
  SPRING("(b) stock Spring handler"),
  /** Prepared frames, written to everybody without matching. */
  BROADCASTER("(c) bare Netty broadcaster");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  /** Whether each subscriber looks at every event, on one channel that is there from the start. */
  boolean filtersEverything() {
    return this == NODE;
  }

  /** Whether it is there to be compared with, at a distance that one round shows. */
  boolean isReference() {
    return this == NODE || this == NODE_CHANNELS || this == SPRING;
  }

  /** Its name in reports. */
  String title() {
    return title;
  }
}
