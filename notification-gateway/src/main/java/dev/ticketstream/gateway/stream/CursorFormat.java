package dev.ticketstream.gateway.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** A cursor's plain bytes: topic id, watermark, number of partitions, offsets; varints. */
final class CursorFormat {

  /** More than any topic has; keeps a forged or broken count from allocating memory. */
  private static final int PARTITIONS_MAX = 10_000;

  private static final int VARINT_BYTES_MAX = 10;

  private CursorFormat() {}

  static byte[] write(Cursor cursor) {
    StreamPosition position = cursor.position();
    ByteBuffer buffer =
        ByteBuffer.allocate(16 + VARINT_BYTES_MAX * (2 + position.partitions()))
            .putLong(cursor.topicId().getMostSignificantBits())
            .putLong(cursor.topicId().getLeastSignificantBits());
    putVarint(buffer, cursor.watermark().toEpochMilli());
    putVarint(buffer, position.partitions());
    for (int p = 0; p < position.partitions(); p++) {
      putVarint(buffer, position.at(p));
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  static Cursor read(byte[] bytes) throws InvalidCursorException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      UUID topicId = new UUID(buffer.getLong(), buffer.getLong());
      Instant watermark = Instant.ofEpochMilli(getVarint(buffer));
      long partitions = getVarint(buffer);
      if (partitions < 0 || partitions > PARTITIONS_MAX) {
        throw new InvalidCursorException("a cursor of %d partitions".formatted(partitions));
      }
      long[] next = new long[(int) partitions];
      for (int p = 0; p < next.length; p++) {
        next[p] = getVarint(buffer);
      }
      if (buffer.hasRemaining()) {
        throw new InvalidCursorException("a cursor with bytes left over");
      }
      return new Cursor(topicId, StreamPosition.of(next), watermark);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidCursorException("a cursor of another format", e);
    }
  }

  private static void putVarint(ByteBuffer buffer, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  private static long getVarint(ByteBuffer buffer) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = buffer.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }
}
