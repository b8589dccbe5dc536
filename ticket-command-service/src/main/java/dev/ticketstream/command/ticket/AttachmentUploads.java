package dev.ticketstream.command.ticket;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The uploads that commands make attachments of. Both methods belong to the command's transaction.
 */
public interface AttachmentUploads {

  /**
   * Finds a finished upload and keeps it from changing until the end of the transaction.
   *
   * @param uploadId the upload
   * @param uploaderId who must have uploaded it
   * @return the upload, or empty when there is none of this user
   */
  Optional<Upload> lock(UUID uploadId, String uploaderId);

  /**
   * Makes an upload, which was found before, belong to a ticket for ever.
   *
   * @param uploadId the upload
   * @param ticketId the ticket
   */
  void claim(UUID uploadId, UUID ticketId);

  /**
   * A finished upload.
   *
   * @param id becomes the attachment's id
   * @param fileName its safe name
   * @param contentType the media type that was detected from the content
   * @param sizeBytes length in bytes
   * @param sha256 lower-case hexadecimal SHA-256 of the content
   * @param ticketId the ticket that it belongs to, if it was claimed
   */
  record Upload(
      UUID id,
      String fileName,
      String contentType,
      long sizeBytes,
      String sha256,
      @Nullable UUID ticketId) {}
}
