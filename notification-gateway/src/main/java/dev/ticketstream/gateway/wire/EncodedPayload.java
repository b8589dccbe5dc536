package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * A {@code next} or {@code error} message's payload, or a whole message, as JSON bytes. One encoded
 * payload may go to any number of connections; nobody may change the bytes.
 */
public final class EncodedPayload implements RoundContent {

  private final byte[] json;

  /** The same with its message's end, compressed; made when the first connection needs it. */
  private volatile byte @Nullable [] compressed;

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

  /**
   * The payload as {@link PayloadCompressor#compress} makes it; made once, whoever asks.
   *
   * @param compressor the same at every call
   */
  byte[] compressed(PayloadCompressor compressor) {
    byte[] known = compressed;
    if (known == null) {
      synchronized (this) {
        known = compressed;
        if (known == null) {
          known = compressor.compress(json);
          compressed = known;
        }
      }
    }
    return known;
  }
}
