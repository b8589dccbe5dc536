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
    return frameLength(textLength(prefix, payload));
  }

  /** How many bytes a frame has with a message of this length. */
  static int frameLength(int messageLength) {
    if (messageLength <= LENGTH_7_BITS_MAX) {
      return 2 + messageLength;
    }
    return messageLength <= LENGTH_16_BITS_MAX ? 4 + messageLength : 10 + messageLength;
  }

  /** Appends a frame. */
  static void write(ByteBuf buffer, byte[] prefix, EncodedPayload payload) {
    writeHead(buffer, FINAL_TEXT, textLength(prefix, payload));
    if (prefix.length == 0) {
      buffer.writeBytes(payload.json());
    } else {
      buffer.writeBytes(prefix).writeBytes(payload.json()).writeByte('}');
    }
  }

  /**
   * Appends what stands before a frame's message.
   *
   * @param first the first byte: flags and opcode
   */
  static void writeHead(ByteBuf buffer, int first, int messageLength) {
    if (messageLength <= LENGTH_7_BITS_MAX) {
      buffer.writeShort(first << 8 | messageLength);
    } else if (messageLength <= LENGTH_16_BITS_MAX) {
      buffer.writeInt((first << 8 | LENGTH_FOLLOWS_IN_16_BITS) << 16 | messageLength);
    } else {
      buffer.writeShort(first << 8 | LENGTH_FOLLOWS_IN_64_BITS);
      buffer.writeLong(messageLength);
    }
  }

  /** How many bytes the text of a frame has. */
  private static int textLength(byte[] prefix, EncodedPayload payload) {
    return prefix.length == 0 ? payload.length() : prefix.length + payload.length() + 1;
  }
}
