package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;

/** An operation that may be sent to together with those of other connections. */
interface MulticastTarget extends FrameTarget {

  /** A sink that has given a {@link Multicast}: only these do. */
  static MulticastTarget of(Recipients recipients, int place) {
    return (MulticastTarget) recipients.sink(place);
  }

  /**
   * Reacts to a peer that did not take everything at once. Called on the event loop after each such
   * write, whatever was written.
   */
  void behind();

  /** The last run of the event loop's present round that it is in. Only for the event loop. */
  @Nullable MulticastRun run();

  /** Puts it into a run, or out of any. Only for the event loop. */
  void run(@Nullable MulticastRun run);
}
