package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;

/** To whom a frame goes, and what stands around the payload there. */
interface FrameTarget {

  byte[] NOTHING = {};

  /** The connection's queue. */
  OutboundQueue queue();

  /** What stands before the payload; with one that is not empty, {@code '}'} stands behind it. */
  byte[] prefix();

  /**
   * Whether the frame is still to be written; asked once, on the event loop, immediately before,
   * and of a connection's frames in their order.
   */
  boolean isWanted();

  /** The operation whose other frames it must stay in order with; {@code null} if none. */
  default @Nullable MulticastTarget operation() {
    return null;
  }
}
