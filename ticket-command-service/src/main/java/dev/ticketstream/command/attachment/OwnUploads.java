package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import dev.ticketstream.events.access.Viewer;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user's own uploads for as long as no ticket has claimed them. */
final class OwnUploads {

  private static final Logger log = LoggerFactory.getLogger(OwnUploads.class);

  private final JdbcTemplate jdbc;
  private final AttachmentStores stores;
  private final AttachmentMetrics metrics;
  private final AttachmentProperties properties;

  OwnUploads(
      JdbcTemplate jdbc,
      AttachmentStores stores,
      AttachmentMetrics metrics,
      AttachmentProperties properties) {
    this.jdbc = jdbc;
    this.stores = stores;
    this.metrics = metrics;
    this.properties = properties;
  }

  /** The user's whole uploads, oldest first; at most {@code unclaimed.count-per-user-max}. */
  List<UploadedFile> of(Viewer uploader) {
    return jdbc.query(
        """
        select id, file_name, content_type, size_bytes, sha256 from attachment
        where uploader_id = ? and ticket_id is null and state = 'READY'
        order by created_date, id limit ?
        """,
        (row, _) ->
            new UploadedFile(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                row.getString("sha256")),
        uploader.id(),
        properties.unclaimed().countPerUserMax());
  }

  /**
   * Removes an upload. A claim at the same time holds the row's lock, so that one of the two wins.
   *
   * @param uploader whose it is
   * @param id its id; anything that is none finds nothing
   * @throws TransferRefusedException when there is none, or it is not theirs, or a ticket has it
   */
  void remove(Viewer uploader, String id) {
    UUID uploadId = VisibleAttachments.id(id);
    StoreKind store =
        jdbc
            .query(
                """
                update attachment set state = 'REMOVING', changed_date = now()
                where id = ? and uploader_id = ? and ticket_id is null and state = 'READY'
                returning store
                """,
                (row, _) -> StoreKind.valueOf(row.getString("store")),
                uploadId,
                uploader.id())
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.NOT_FOUND.because(
                        "There is no such upload of yours that no ticket has claimed."));
    try {
      stores.of(store).delete(uploadId);
      jdbc.update("delete from attachment where id = ? and state = 'REMOVING'", uploadId);
    } catch (RuntimeException e) {
      // Nobody sees it any more; the removal of unclaimed uploads goes on with it.
      log.warn("the upload {} is removed later", uploadId, e);
      return;
    }
    metrics.removed();
  }
}
