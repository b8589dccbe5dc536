package dev.ticketstream.gateway.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Messages as RFC 7692, 7.2, has them, by the JDK alone. */
public final class Deflate {

  /** What a sender leaves out and a receiver puts behind a message. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private Deflate() {}

  /** A message to send. */
  public static byte[] deflated(byte[] message) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(message);
      byte[] out = new byte[message.length + 1_000];
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, length - TAIL.length);
    }
  }

  /** A message that was received. */
  public static byte[] inflated(byte[] message) {
    try (Inflater inflater = new Inflater(true)) {
      return inflated(inflater, message);
    }
  }

  /** A message that was received after others, which the inflater has seen. */
  public static byte[] inflated(Inflater inflater, byte[] message) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8 * 1024];
    try {
      for (byte[] input : new byte[][] {message, TAIL}) {
        inflater.setInput(input);
        for (int length = inflater.inflate(part); length > 0; length = inflater.inflate(part)) {
          all.write(part, 0, length);
        }
        if (!inflater.needsInput()) {
          throw new AssertionError("something follows the message");
        }
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
    return all.toByteArray();
  }
}
