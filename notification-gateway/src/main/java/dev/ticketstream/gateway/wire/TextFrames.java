package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Writes WebSocket text frames (RFC 6455, 5.2: final, not masked, as a server's are) straight into
 * a buffer. Netty's encoder would want an object, a buffer and a write for each.
 */
final class TextFrames {

  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_7_BITS_MAX = 125;
  private static final int LENGTH_16_BITS_MAX = 0xffff;
  private static final int LENGTH_FOLLOWS_IN_16_BITS = 126;
  private static final int LENGTH_FOLLOWS_IN_64_BITS = 127;

  private TextFrames() {}

  /** How many bytes a frame has. */
  static int frameLength(byte[] prefix, EncodedPayload payload) {
    int textLength = textLength(prefix, payload);
    if (textLength <= LENGTH_7_BITS_MAX) {
      return 2 + textLength;
    }
    return textLength <= LENGTH_16_BITS_MAX ? 4 + textLength : 10 + textLength;
  }

  /** Appends a frame. */
  static void write(ByteBuf buffer, byte[] prefix, EncodedPayload payload) {
    int length = textLength(prefix, payload);
    if (length <= LENGTH_7_BITS_MAX) {
      buffer.writeShort(FINAL_TEXT << 8 | length);
    } else if (length <= LENGTH_16_BITS_MAX) {
      buffer.writeInt((FINAL_TEXT << 8 | LENGTH_FOLLOWS_IN_16_BITS) << 16 | length);
    } else {
      buffer.writeShort(FINAL_TEXT << 8 | LENGTH_FOLLOWS_IN_64_BITS);
      buffer.writeLong(length);
    }
    if (prefix.length == 0) {
      buffer.writeBytes(payload.json());
    } else {
      buffer.writeBytes(prefix).writeBytes(payload.json()).writeByte('}');
    }
  }

  /** How many bytes the text of a frame has. */
  private static int textLength(byte[] prefix, EncodedPayload payload) {
    return prefix.length == 0 ? payload.length() : prefix.length + payload.length() + 1;
  }
}
