package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Writes compressed WebSocket text frames (RFC 7692, 6: like others, with the first reserved bit).
 * A message is what stands before the payload, in blocks of DEFLATE that are stored as they are
 * (RFC 1951, 3.2.4), and the payload's own blocks, which were made once for all.
 */
final class CompressedFrames {

  /** What a stored block has before its bytes: its kind, their number, and that inverted. */
  static final int BLOCK_HEAD_BYTES = 5;

  private static final int FINAL_COMPRESSED_TEXT = 0xc1;
  private static final int NOT_LAST_AND_STORED = 0;
  private static final int BLOCK_BYTES_MAX = 0xffff;

  private CompressedFrames() {}

  /** How many bytes a frame has. */
  static int frameLength(byte[] prefix, byte[] blocks) {
    return TextFrames.frameLength(messageLength(prefix, blocks));
  }

  /**
   * Appends a frame.
   *
   * @param blocks made by {@link PayloadCompressor#compress}
   */
  static void write(ByteBuf buffer, byte[] prefix, byte[] blocks) {
    TextFrames.writeHead(buffer, FINAL_COMPRESSED_TEXT, messageLength(prefix, blocks));
    for (int from = 0; from < prefix.length; from += BLOCK_BYTES_MAX) {
      int length = Math.min(prefix.length - from, BLOCK_BYTES_MAX);
      buffer
          .writeByte(NOT_LAST_AND_STORED)
          .writeShortLE(length)
          .writeShortLE(~length)
          .writeBytes(prefix, from, length);
    }
    buffer.writeBytes(blocks);
  }

  private static int messageLength(byte[] prefix, byte[] blocks) {
    int stored = (prefix.length + BLOCK_BYTES_MAX - 1) / BLOCK_BYTES_MAX;
    return stored * BLOCK_HEAD_BYTES + prefix.length + blocks.length;
  }
}
