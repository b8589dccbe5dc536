package dev.ticketstream.benchmarks.swarm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** A text of 4 to 16 bytes that is compared with two loads instead of byte by byte. */
final class Pattern {

  private final int length;
  private final long first;
  private final long last;

  /**
   * @param text of ASCII characters
   */
  Pattern(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
    length = bytes.remaining();
    if (length < Integer.BYTES || length > 2 * Long.BYTES) {
      throw new IllegalArgumentException("too short or too long: " + text);
    }
    first = load(bytes, 0);
    last = load(bytes, length - width());
  }

  int length() {
    return length;
  }

  /**
   * Whether the text stands there.
   *
   * @param at where
   * @param end where the buffer's contents end
   */
  boolean isAt(ByteBuffer buffer, int at, int end) {
    return at + length <= end
        && load(buffer, at) == first
        && load(buffer, at + length - width()) == last;
  }

  private int width() {
    return length < Long.BYTES ? Integer.BYTES : Long.BYTES;
  }

  private long load(ByteBuffer buffer, int at) {
    return length < Long.BYTES ? buffer.getInt(at) : buffer.getLong(at);
  }
}
