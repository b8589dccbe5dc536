package dev.ticketstream.command.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Where the bytes of attachments are kept. Knows neither names nor tickets nor users. Every
 * implementation passes {@code AttachmentStoreContract}.
 *
 * <p>Failures of the store itself are unchecked or {@link IOException}s of its streams; what the
 * content's stream throws while it is read comes out as it was.
 */
interface AttachmentStore {

  /**
   * Stores a content, holding no more of it in memory than a bounded buffer. When this fails, what
   * was stored of it is removed again as far as possible; {@link #delete} removes the rest.
   *
   * @param id under which it is found; not used before
   * @param content read to its end, not closed
   */
  void put(UUID id, InputStream content) throws IOException;

  /**
   * Reads a part of a content. Between two reads the stream holds nothing that others wait for.
   *
   * @param id the content
   * @param offset the first byte, from 0
   * @param length how many bytes; the part lies within the content
   * @return the bytes; reading fails with an {@link IOException} if any of them are missing
   */
  InputStream open(UUID id, long offset, long length) throws IOException;

  /**
   * Removes a content, half-stored ones too. Does nothing if there is none.
   *
   * @param id the content
   */
  void delete(UUID id);
}
