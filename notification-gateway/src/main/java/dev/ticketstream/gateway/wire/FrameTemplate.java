package dev.ticketstream.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Text frames beside each other that differ from connection to connection in the prefix only. */
final class FrameTemplate {

  private final ByteBuf memory;
  private final ByteBuffer bytes;
  private final int[] prefixes;
  private byte[] prefix;

  private FrameTemplate(ByteBuf memory, byte[] prefix, List<EncodedPayload> payloads) {
    this.memory = memory;
    this.bytes = memory.internalNioBuffer(0, memory.capacity()).slice();
    this.prefixes = new int[payloads.size()];
    this.prefix = prefix;
    ByteBuf frames = Unpooled.wrappedBuffer(bytes).clear();
    for (int i = 0; i < prefixes.length; i++) {
      TextFrames.write(frames, prefix, payloads.get(i));
      // What stands behind the prefix: the payload, and a brace.
      prefixes[i] = frames.writerIndex() - payloads.get(i).length() - 1 - prefix.length;
    }
  }

  /**
   * Makes the frames of some results; to be {@link #release released}.
   *
   * @param prefix the first connection's
   */
  static FrameTemplate of(
      byte[] prefix, List<EncodedPayload> payloads, ByteBufAllocator allocator) {
    int length = 0;
    for (EncodedPayload payload : payloads) {
      length += TextFrames.frameLength(prefix, payload);
    }
    ByteBuf memory = allocator.directBuffer(length, length);
    try {
      return new FrameTemplate(memory, prefix, payloads);
    } catch (RuntimeException | Error e) {
      memory.release();
      throw e;
    }
  }

  /**
   * Puts another connection's prefix in.
   *
   * @return whether it fits: all have to be of one length
   */
  boolean put(byte[] another) {
    if (another.length != prefix.length) {
      return false;
    }
    if (!Arrays.equals(another, prefix)) {
      for (int place : prefixes) {
        bytes.put(place, another);
      }
      prefix = another;
    }
    return true;
  }

  /** The frames, to be sent and then released. */
  ByteBuf shared() {
    return memory.setIndex(0, memory.capacity()).retain();
  }

  /** Whether somebody was given the frames who has not released them. */
  boolean isInUse() {
    return memory.refCnt() > 1;
  }

  /** Gives the frames up. */
  void release() {
    memory.release();
  }
}
