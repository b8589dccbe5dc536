package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The uploads of each user from their beginning to their end, and how much they may be. */
final class UploadRegistry {

  /** Keeps these locks apart from others; the second key is the user. */
  private static final int LOCK_CLASS = 0x75706C64;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final AttachmentProperties properties;

  UploadRegistry(
      JdbcTemplate jdbc, TransactionTemplate transactions, AttachmentProperties properties) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
  }

  /** What a user has uploaded and not attached. */
  private record Unclaimed(int count, long bytes) {}

  /**
   * Begins an upload.
   *
   * @param uploaderId whose it is
   * @param fileName its safe name
   * @param sizeMax most bytes that it can become
   * @return its id
   * @throws TransferRefusedException when the user has too much that is not attached
   */
  UUID begin(String uploaderId, String fileName, long sizeMax) {
    UUID id = transactions.execute(_ -> insert(uploaderId, fileName, sizeMax));
    if (id == null) {
      throw new IllegalStateException("an upload was inserted without id");
    }
    return id;
  }

  private @Nullable UUID insert(String uploaderId, String fileName, long sizeMax) {
    // Two uploads of one user must not both find the last place.
    jdbc.query(
        "select pg_advisory_xact_lock(?, hashtext(?))", rows -> null, LOCK_CLASS, uploaderId);
    requireRoom(uploaderId, sizeMax);
    return jdbc.queryForObject(
        "insert into attachment (uploader_id, state, store, file_name, size_bytes)"
            + " values (?, 'UPLOADING', ?, ?, ?) returning id",
        UUID.class,
        uploaderId,
        properties.store().name(),
        fileName,
        sizeMax);
  }

  private void requireRoom(String uploaderId, long sizeMax) {
    Unclaimed present =
        jdbc.query(
            "select count(*), coalesce(sum(size_bytes), 0) from attachment"
                + " where uploader_id = ? and ticket_id is null",
            rows -> rows.next() ? new Unclaimed(rows.getInt(1), rows.getLong(2)) : null,
            uploaderId);
    AttachmentProperties.Unclaimed limits = properties.unclaimed();
    if (present == null) {
      throw new IllegalStateException("counting gave no row");
    }
    if (present.count() >= limits.countPerUserMax()) {
      throw Refusal.TOO_MUCH_UNCLAIMED.because(
          "You have %d uploads that no ticket has claimed; attach them first."
              .formatted(present.count()));
    }
    if (present.bytes() + sizeMax > limits.sizePerUserMax().toBytes()) {
      throw Refusal.TOO_MUCH_UNCLAIMED.because(
          "Your uploads that no ticket has claimed would have more than %d bytes; attach them first."
              .formatted(limits.sizePerUserMax().toBytes()));
    }
  }

  /**
   * Ends an upload whose bytes are stored.
   *
   * @throws TransferRefusedException when it took so long that it is being removed
   */
  void finish(UploadedFile file) {
    int finished =
        jdbc.update(
            """
            update attachment set state = 'READY', content_type = ?, size_bytes = ?, sha256 = ?,
              changed_date = now()
            where id = ? and state = 'UPLOADING'
            """,
            file.contentType(),
            file.size(),
            file.sha256(),
            file.id());
    if (finished == 0) {
      throw Refusal.TIMEOUT.because("The upload took too long.");
    }
  }

  /** Which store keeps what is uploaded now. */
  StoreKind store() {
    return properties.store();
  }

  /** Forgets an upload whose bytes are gone. */
  void forget(UUID id) {
    jdbc.update("delete from attachment where id = ? and ticket_id is null", id);
  }
}
