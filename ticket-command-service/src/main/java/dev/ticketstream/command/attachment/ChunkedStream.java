package dev.ticketstream.command.attachment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.LongFunction;

/** A part of a content, fetched chunk by chunk as it is read. */
final class ChunkedStream extends InputStream {

  private final LongFunction<byte[]> chunks;
  private long position;
  private long remaining;
  private byte[] chunk = new byte[0];
  private int used;

  /**
   * @param chunks gives the bytes from a position on, as many as it likes, none if there are none
   * @param offset the first byte
   * @param length how many bytes
   */
  ChunkedStream(LongFunction<byte[]> chunks, long offset, long length) {
    this.chunks = chunks;
    this.position = offset;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    if (used == chunk.length) {
      chunk = chunks.apply(position);
      used = 0;
      if (chunk.length == 0) {
        throw new EOFException("the attachment's bytes from %d on are missing".formatted(position));
      }
    }
    int count = (int) Math.min(remaining, Math.min(length, chunk.length - used));
    System.arraycopy(chunk, used, into, offset, count);
    used += count;
    position += count;
    remaining -= count;
    return count;
  }
}
