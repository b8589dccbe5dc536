package dev.ticketstream.gateway.wire;

/** A result on its way to many connections of one event loop. */
record MulticastFrame(EncodedPayload payload, Recipients recipients) implements HandedOver {

  /** What a frame has besides its payload, at most; ids are seldom longer. */
  private static final int ENVELOPE_BYTES = 256;

  @Override
  public int size() {
    return recipients.size();
  }

  /** About how many bytes each connection gets. */
  int bytesEach() {
    return payload.length() + ENVELOPE_BYTES;
  }
}
