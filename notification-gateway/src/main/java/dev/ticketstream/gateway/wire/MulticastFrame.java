package dev.ticketstream.gateway.wire;

/**
 * A result on its way to many connections of one event loop.
 *
 * @param bytesEach by how much it raises what each connection may get, about
 */
record MulticastFrame(EncodedPayload payload, Recipients recipients, int bytesEach)
    implements HandedOver {

  @Override
  public int size() {
    return recipients.size();
  }
}
