package dev.ticketstream.command.attachment;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Contents of any size that are never in memory as a whole: a PDF's beginning, then noise. */
public final class GeneratedContent {

  private GeneratedContent() {}

  /**
   * A content.
   *
   * @param size its length in bytes, at least 10
   * @param seed which one
   */
  public static InputStream of(long size, long seed) {
    byte[] magic = "%PDF-1.7\n\0".getBytes(StandardCharsets.US_ASCII);
    return new SequenceInputStream(
        new ByteArrayInputStream(magic), new Noise(size - magic.length, seed));
  }

  private static final class Noise extends InputStream {

    private final byte[] block = new byte[8 * 1024];
    private long remaining;
    private int turn;

    Noise(long size, long seed) {
      remaining = size;
      new Random(seed).nextBytes(block);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Bytes change from block to block, so that a lost or doubled one shows. */
    @Override
    public int read(byte[] into, int offset, int length) {
      if (remaining == 0) {
        return -1;
      }
      int count = (int) Math.min(remaining, Math.min(length, block.length));
      System.arraycopy(block, 0, into, offset, count);
      into[offset] = (byte) turn++;
      remaining -= count;
      return count;
    }
  }
}
