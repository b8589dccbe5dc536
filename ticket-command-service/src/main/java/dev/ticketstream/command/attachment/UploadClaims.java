package dev.ticketstream.command.attachment;

import dev.ticketstream.command.ticket.AttachmentUploads;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets commands claim uploads. */
@Component
class UploadClaims implements AttachmentUploads {

  private final JdbcTemplate jdbc;

  UploadClaims(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The row's lock decides between a claim and the removal of unclaimed uploads. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Upload> lock(UUID uploadId, String uploaderId) {
    return jdbc
        .query(
            """
            select id, file_name, content_type, size_bytes, sha256, ticket_id from attachment
            where id = ? and uploader_id = ? and state = 'READY' for update
            """,
            (row, _) ->
                new Upload(
                    row.getObject("id", UUID.class),
                    row.getString("file_name"),
                    row.getString("content_type"),
                    row.getLong("size_bytes"),
                    row.getString("sha256"),
                    row.getObject("ticket_id", UUID.class)),
            uploadId,
            uploaderId)
        .stream()
        .findFirst();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void claim(UUID uploadId, UUID ticketId) {
    int claimed =
        jdbc.update(
            "update attachment set ticket_id = ?, changed_date = now()"
                + " where id = ? and state = 'READY' and ticket_id is null",
            ticketId,
            uploadId);
    if (claimed == 0) {
      throw new IllegalStateException("the upload %s changed under its lock".formatted(uploadId));
    }
  }
}
