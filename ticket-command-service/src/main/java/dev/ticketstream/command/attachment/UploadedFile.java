package dev.ticketstream.command.attachment;

import java.util.UUID;

/**
 * What an upload answers.
 *
 * @param id what {@code addAttachment} takes, and the attachment's id from then on
 * @param fileName the name in its safe form
 * @param contentType the media type that was detected from the content
 * @param size length in bytes
 * @param sha256 lower-case hexadecimal SHA-256 of the content
 */
record UploadedFile(UUID id, String fileName, String contentType, long size, String sha256) {}
