package dev.ticketstream.gateway.wire;

/** Something to be written by an event loop. */
sealed interface HandedOver permits FrameBatch, MulticastFrame {

  /** How many frames it is. */
  int size();
}
