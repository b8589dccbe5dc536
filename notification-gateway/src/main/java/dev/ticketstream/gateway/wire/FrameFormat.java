package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** How a connection's frames look: as they are, or with results compressed. */
final class FrameFormat {

  /** Nothing is compressed. */
  static final FrameFormat PLAIN = new FrameFormat(null);

  private final @Nullable PayloadCompressor compressor;

  private FrameFormat(@Nullable PayloadCompressor compressor) {
    this.compressor = compressor;
  }

  /**
   * @param compressor compresses results; {@code null} if the peer takes none compressed
   */
  static FrameFormat of(@Nullable PayloadCompressor compressor) {
    return compressor == null ? PLAIN : new FrameFormat(compressor);
  }

  /** Whether results are compressed. */
  boolean isCompressing() {
    return compressor != null;
  }

  /** How many bytes a frame has. Compresses the payload if nobody has before. */
  int length(byte[] prefix, EncodedPayload payload) {
    byte[] blocks = compressed(prefix, payload);
    return blocks.length == 0
        ? TextFrames.frameLength(prefix, payload)
        : CompressedFrames.frameLength(prefix, blocks);
  }

  /** Appends a frame. */
  void write(ByteBuf buffer, byte[] prefix, EncodedPayload payload) {
    byte[] blocks = compressed(prefix, payload);
    if (blocks.length == 0) {
      TextFrames.write(buffer, prefix, payload);
    } else {
      CompressedFrames.write(buffer, prefix, blocks);
    }
  }

  /** The payload's blocks; empty if it is to be sent as it is. */
  private byte[] compressed(byte[] prefix, EncodedPayload payload) {
    // Whole messages are small, and each goes to one connection only.
    return compressor == null || prefix.length == 0
        ? FrameTarget.NOTHING
        : payload.compressed(compressor);
  }
}
