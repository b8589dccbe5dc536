package dev.ticketstream.command.attachment;

import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.events.access.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends files, chunk by chunk. */
final class Downloads {

  private static final Logger log = LoggerFactory.getLogger(Downloads.class);

  private final AttachmentStores stores;
  private final Slots slots;
  private final AttachmentMetrics metrics;
  private final AttachmentProperties properties;

  Downloads(
      AttachmentStores stores,
      Slots slots,
      AttachmentMetrics metrics,
      AttachmentProperties properties) {
    this.stores = stores;
    this.slots = slots;
    this.metrics = metrics;
    this.properties = properties;
  }

  /**
   * Sends a part of a file. A client that goes away, or is too slow, gets no more; the length that
   * was announced tells it that something is missing.
   *
   * @param viewer who gets it
   * @param attachment the file
   * @param part which part
   * @param response where to; its headers are set
   * @throws TransferRefusedException when there are too many downloads
   * @throws IOException when the store fails before the first byte was sent
   * @throws CloseNowException when it breaks off later, so that {@link BrokenAnswerValve} hangs up
   */
  void send(
      Viewer viewer, StoredAttachment attachment, ByteRange part, HttpServletResponse response)
      throws IOException {
    try (var _ = slots.take(viewer.id(), Refusal::tooManyTransfers);
        InputStream content =
            stores.of(attachment.store()).open(attachment.id(), part.first(), part.length())) {
      response.setContentLengthLong(part.length());
      copy(content, response);
    } catch (ClientGoneException e) {
      log.debug("the client left the download of {}", attachment.id(), e);
      throw new CloseNowException("the client is gone");
    } catch (IOException | RuntimeException e) {
      if (!response.isCommitted()) {
        throw e;
      }
      log.error("the download of {} broke off", attachment.id(), e);
      // Without its cause: Spring takes some causes for a client that left, and goes on.
      throw new CloseNowException("the download broke off");
    }
  }

  private void copy(InputStream content, HttpServletResponse response)
      throws IOException, ClientGoneException {
    long deadline = System.nanoTime() + properties.download().timeout().toNanos();
    byte[] chunk = new byte[Math.toIntExact(properties.chunkSize().toBytes())];
    int count = content.read(chunk);
    while (count >= 0) {
      write(chunk, count, response);
      metrics.sentBytes(count);
      if (System.nanoTime() - deadline > 0) {
        throw new ClientGoneException(new IOException("the download took too long"));
      }
      count = content.read(chunk);
    }
  }

  private static void write(byte[] chunk, int count, HttpServletResponse response)
      throws ClientGoneException {
    try {
      OutputStream out = response.getOutputStream();
      out.write(chunk, 0, count);
    } catch (IOException | UncheckedIOException e) {
      throw new ClientGoneException(e);
    }
  }

  /** Keeps the client's failures apart from the store's. */
  private static final class ClientGoneException extends Exception {

    private static final long serialVersionUID = 1L;

    ClientGoneException(Exception cause) {
      super(cause);
    }
  }
}
