package dev.ticketstream.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A file attached to a ticket; the bytes are in the attachment store, not in the event.
 *
 * @param id the attachment's id (UUIDv7)
 * @param fileName the name it was uploaded under
 * @param contentType the media type that was detected from the content
 * @param sizeBytes length in bytes
 * @param sha256 lower-case hexadecimal SHA-256 of the content
 * @param uploadedBy who attached it
 * @param uploadedDate when
 */
public record Attachment(
    UUID id,
    String fileName,
    String contentType,
    long sizeBytes,
    String sha256,
    UserRef uploadedBy,
    Instant uploadedDate) {}
