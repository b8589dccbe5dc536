package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/** One connection's frames of a round, on their way from their parts into one buffer. */
final class RoundBuffer {

  private final FrameFormat format;
  private final ByteBuf memory;
  private final ByteBuf frames;

  /**
   * @param length of all frames together
   */
  RoundBuffer(ByteBufAllocator allocator, FrameFormat format, int length) {
    this.format = format;
    memory = allocator.directBuffer(length, length);
    // A pooled buffer makes an object each time that an array is put into it; this one does not.
    frames = Unpooled.wrappedBuffer(memory.internalNioBuffer(0, length)).clear();
  }

  void append(byte[] prefix, EncodedPayload payload) {
    format.write(frames, prefix, payload);
  }

  /** All frames, the caller's from now on. */
  ByteBuf frames() {
    return memory.writerIndex(frames.writerIndex());
  }

  /** Gives the memory back instead. */
  void release() {
    memory.release();
  }
}
