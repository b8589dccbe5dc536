package dev.ticketstream.gateway.graphql;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates clients' compressed messages (RFC 7692, 7.2.2), each for itself. It runs when a message
 * is taken up, not when it arrives: what a client sends ahead waits as it came.
 *
 * <p>The four bytes that the sender left out and the receiver is to put behind the message are the
 * end of an empty block: nothing comes of them, so they are not put there.
 */
final class MessageInflater {

  private static final int USUAL_FACTOR = 4;

  /** One for each event loop. */
  private static final FastThreadLocal<Inflater> INFLATER =
      new FastThreadLocal<>() {
        @Override
        protected Inflater initialValue() {
          return new Inflater(true);
        }

        @Override
        protected void onRemoval(Inflater inflater) {
          inflater.end();
        }
      };

  private MessageInflater() {}

  /**
   * Inflates a message; never has more than one byte over the limit.
   *
   * @return {@code null} if it is longer than {@code bytesMax}
   * @throws DataFormatException if it cannot be inflated
   */
  static byte @Nullable [] inflate(byte[] message, int bytesMax) throws DataFormatException {
    Inflater inflater = INFLATER.get();
    try {
      inflater.setInput(message);
      byte[] inflated =
          new byte[(int) Math.min(USUAL_FACTOR * (long) message.length, bytesMax) + 1];
      int length = 0;
      while (true) {
        length += inflater.inflate(inflated, length, inflated.length - length);
        if (length > bytesMax) {
          return null;
        }
        if (length == inflated.length) {
          inflated = Arrays.copyOf(inflated, (int) Math.min(2L * length, bytesMax + 1L));
        } else if (inflater.finished()
            ? isEnd(message, inflater.getRemaining())
            : inflater.needsInput()) {
          break;
        } else {
          throw new DataFormatException("something follows the last block");
        }
      }
      return Arrays.copyOf(inflated, length);
    } finally {
      inflater.reset();
    }
  }

  /** 7.2.3.4: behind a block that says it is the last one stands one byte, or nothing. */
  private static boolean isEnd(byte[] message, int remaining) {
    return remaining == 0 || (remaining == 1 && message[message.length - 1] == 0);
  }
}
