package dev.ticketstream.command.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps contents in rows of a bounded size. Each row is written and read by a statement of its own,
 * so that a slow client holds no connection while nothing moves.
 */
final class PostgresAttachmentStore implements AttachmentStore {

  private final JdbcTemplate jdbc;
  private final int chunkSize;

  PostgresAttachmentStore(JdbcTemplate jdbc, int chunkSize) {
    this.jdbc = jdbc;
    this.chunkSize = chunkSize;
  }

  @Override
  public void put(UUID id, InputStream content) throws IOException {
    boolean stored = false;
    try {
      long offset = 0;
      byte[] chunk = content.readNBytes(chunkSize);
      while (chunk.length > 0) {
        jdbc.update(
            "insert into attachment_chunk (attachment_id, first_byte, bytes) values (?, ?, ?)",
            id,
            offset,
            chunk);
        offset += chunk.length;
        chunk = content.readNBytes(chunkSize);
      }
      stored = true;
    } finally {
      if (!stored) {
        delete(id);
      }
    }
  }

  @Override
  public InputStream open(UUID id, long offset, long length) {
    return new ChunkedStream(position -> chunk(id, position), offset, length);
  }

  /** The bytes of a row from a position to the row's end. The row's size need not be today's. */
  private byte[] chunk(UUID id, long position) {
    return jdbc
        .query(
            """
            select case when first_byte = ? then bytes
              else substring(bytes from (? - first_byte + 1)::int) end
            from attachment_chunk where attachment_id = ? and first_byte <= ?
            order by first_byte desc limit 1
            """,
            (row, _) -> row.getBytes(1),
            position,
            position,
            id,
            position)
        .stream()
        .findFirst()
        .orElseGet(() -> new byte[0]);
  }

  @Override
  public void delete(UUID id) {
    jdbc.update("delete from attachment_chunk where attachment_id = ?", id);
  }
}
