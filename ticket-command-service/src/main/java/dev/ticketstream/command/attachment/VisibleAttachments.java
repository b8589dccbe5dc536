package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import dev.ticketstream.command.view.TicketQueries;
import dev.ticketstream.events.access.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Attachments as far as a viewer may see them: those of tickets that they see now, and their own
 * uploads that no ticket has claimed.
 */
final class VisibleAttachments {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** No ticket has this id. */
  private static final UUID NO_TICKET = new UUID(0, 0);

  private final JdbcTemplate jdbc;
  private final TicketQueries tickets;

  VisibleAttachments(JdbcTemplate jdbc, TicketQueries tickets) {
    this.jdbc = jdbc;
    this.tickets = tickets;
  }

  private record Row(StoredAttachment attachment, String uploaderId, @Nullable UUID ticketId) {}

  /**
   * Finds an attachment. Takes the same statements whether or not there is one, and whether or not
   * the viewer may see it.
   *
   * @param viewer who asks
   * @param id its id; anything that is none finds nothing
   * @throws TransferRefusedException when there is none that the viewer may see
   */
  StoredAttachment find(Viewer viewer, String id) {
    Optional<Row> row = row(id(id));
    UUID ticketId = row.map(Row::ticketId).orElse(NO_TICKET);
    boolean seesTicket = tickets.ticket(viewer, ticketId).isPresent();
    return row.filter(
            found -> found.ticketId() == null ? found.uploaderId().equals(viewer.id()) : seesTicket)
        .map(Row::attachment)
        .orElseThrow(() -> Refusal.NOT_FOUND.because("There is no such attachment."));
  }

  /** Reads an id; anything else becomes one that no attachment has. */
  static UUID id(String text) {
    return UUID_TEXT.matcher(text).matches() ? UUID.fromString(text) : new UUID(0, 0);
  }

  private Optional<Row> row(UUID id) {
    return jdbc
        .query(
            """
            select id, store, file_name, content_type, size_bytes, sha256, uploader_id, ticket_id
            from attachment where id = ? and state = 'READY'
            """,
            (row, _) -> row(row),
            id)
        .stream()
        .findFirst();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new StoredAttachment(
            row.getObject("id", UUID.class),
            StoreKind.valueOf(row.getString("store")),
            row.getString("file_name"),
            row.getString("content_type"),
            row.getLong("size_bytes"),
            row.getString("sha256")),
        row.getString("uploader_id"),
        row.getObject("ticket_id", UUID.class));
  }
}
