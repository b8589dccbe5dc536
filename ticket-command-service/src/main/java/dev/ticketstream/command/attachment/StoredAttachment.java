package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.util.UUID;

/**
 * A file that can be downloaded.
 *
 * @param id its id
 * @param store which store keeps its bytes
 * @param fileName its safe name
 * @param contentType the media type that was detected from the content
 * @param size length in bytes
 * @param sha256 lower-case hexadecimal SHA-256 of the content
 */
record StoredAttachment(
    UUID id, StoreKind store, String fileName, String contentType, long size, String sha256) {

  /** The content's entity tag: contents never change, so it is a strong one. */
  String etag() {
    return '"' + sha256 + '"';
  }
}
