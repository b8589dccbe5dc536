package dev.ticketstream.command.attachment;

import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.events.access.Viewer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in files: a bounded part of each is in memory, and nothing is left of one that is refused.
 */
final class Uploads {

  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final UploadRegistry registry;
  private final AttachmentStores stores;
  private final ContentTypes types;
  private final Slots slots;
  private final AttachmentMetrics metrics;
  private final AttachmentProperties properties;

  Uploads(
      UploadRegistry registry,
      AttachmentStores stores,
      ContentTypes types,
      Slots slots,
      AttachmentMetrics metrics,
      AttachmentProperties properties) {
    this.registry = registry;
    this.stores = stores;
    this.types = types;
    this.slots = slots;
    this.metrics = metrics;
    this.properties = properties;
  }

  /**
   * Takes in a file, which is its uploader's until a ticket claims it.
   *
   * @param uploader who sends it
   * @param name what they call it
   * @param declaredSize how many bytes it says to have, negative if it does not say
   * @param body the bytes
   * @return what was stored
   * @throws TransferRefusedException when it is not taken
   */
  UploadedFile receive(Viewer uploader, String name, long declaredSize, InputStream body) {
    long sizeMax = properties.fileSizeMax().toBytes();
    if (declaredSize > sizeMax) {
      throw Refusal.FILE_TOO_LARGE.because(ReceivedStream.tooLarge(sizeMax));
    }
    try (var _ = slots.take(uploader.id(), Refusal::tooManyTransfers)) {
      ReceivedStream received =
          new ReceivedStream(body, sizeMax, properties.upload().timeout(), metrics::receivedBytes);
      try {
        return store(
            uploader, FileNames.safe(name), declaredSize < 0 ? sizeMax : declaredSize, received);
      } catch (TransferRefusedException e) {
        received.drain();
        throw e;
      }
    }
  }

  private UploadedFile store(
      Viewer uploader, String fileName, long sizeMax, ReceivedStream received) {
    UUID id = registry.begin(uploader.id(), fileName, sizeMax);
    boolean finished = false;
    try {
      byte[] head = received.readNBytes(ContentTypes.HEAD_BYTES);
      if (head.length == 0) {
        throw Refusal.INVALID_INPUT.because("The body is empty; it must be the file itself.");
      }
      String contentType = types.detect(fileName, head);
      stores
          .of(registry.store())
          .put(id, new SequenceInputStream(new ByteArrayInputStream(head), received));
      UploadedFile file =
          new UploadedFile(id, fileName, contentType, received.count(), received.sha256());
      registry.finish(file);
      finished = true;
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the upload %s was not stored".formatted(id), e);
    } finally {
      if (!finished) {
        abandon(id);
      }
    }
  }

  /** What fails here is done by the removal of unclaimed uploads later. */
  private void abandon(UUID id) {
    try {
      stores.of(registry.store()).delete(id);
      registry.forget(id);
    } catch (RuntimeException e) {
      log.warn("the refused upload {} is removed later", id, e);
    }
  }
}
