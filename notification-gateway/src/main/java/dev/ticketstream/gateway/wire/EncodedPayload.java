package dev.ticketstream.gateway.wire;

/**
 * A {@code next} or {@code error} message's payload, or a whole message, as JSON bytes. One encoded
 * payload may go to any number of connections; nobody may change the bytes.
 */
public final class EncodedPayload {

  private final byte[] json;

  /**
   * @param json the payload in UTF-8; not copied, so the caller gives it away
   */
  public EncodedPayload(byte[] json) {
    this.json = json;
  }

  /** The bytes; not copied. */
  public byte[] json() {
    return json;
  }

  /** How many bytes it has. */
  public int length() {
    return json.length;
  }
}
