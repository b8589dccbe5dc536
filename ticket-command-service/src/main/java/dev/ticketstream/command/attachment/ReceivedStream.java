package dev.ticketstream.command.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload on its way in: counts and digests what passes, and refuses it as soon as it
 * is too large or too slow. Once it has refused, it refuses for ever.
 */
final class ReceivedStream extends InputStream {

  private static final int DRAIN_BYTES = 16 * 1024;

  private final InputStream body;
  private final long sizeMax;
  private final long deadline;
  private final LongConsumer meter;
  private final MessageDigest digest = sha256Digest();
  private long count;
  private @Nullable TransferRefusedException refused;

  /**
   * @param body the request's body
   * @param sizeMax most bytes
   * @param timeout longest that it may take from now on
   * @param meter is told how many bytes came
   */
  ReceivedStream(InputStream body, long sizeMax, Duration timeout, LongConsumer meter) {
    this.body = body;
    this.sizeMax = sizeMax;
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.meter = meter;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (refused != null) {
      throw refused;
    }
    int got = receive(into, offset, length);
    if (got > 0) {
      count += got;
      meter.accept(got);
      digest.update(into, offset, got);
    }
    if (count > sizeMax) {
      throw refuse(Refusal.FILE_TOO_LARGE.because(tooLarge(sizeMax)));
    }
    if (got >= 0 && System.nanoTime() - deadline > 0) {
      throw refuse(Refusal.TIMEOUT.because("The upload took too long."));
    }
    return got;
  }

  private int receive(byte[] into, int offset, int length) {
    try {
      return body.read(into, offset, length);
    } catch (SocketTimeoutException e) {
      throw refuse(Refusal.TIMEOUT.because("The upload stood still for too long."));
    } catch (IOException e) {
      throw refuse(
          e.getCause() instanceof SocketTimeoutException
              ? Refusal.TIMEOUT.because("The upload stood still for too long.")
              : Refusal.CANCELLED.because("The upload ended before it was whole."));
    }
  }

  private TransferRefusedException refuse(TransferRefusedException refusal) {
    refused = refusal;
    return refusal;
  }

  /**
   * Reads what is left and forgets it: a browser looks at the answer only after it has sent all.
   * Bounded as everything that is read here.
   */
  void drain() {
    byte[] forgotten = new byte[DRAIN_BYTES];
    try {
      while (read(forgotten, 0, forgotten.length) >= 0) {
        // on to the end
      }
    } catch (TransferRefusedException e) {
      // Then the client learns nothing; it is told once why, and that was before.
    }
  }

  /** How many bytes came. */
  long count() {
    return count;
  }

  /** The digest of all that came, in lower-case hexadecimal; ends the digest. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String tooLarge(long sizeMax) {
    return "The file is larger than %d bytes.".formatted(sizeMax);
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
