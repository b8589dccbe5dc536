package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresAttachmentStoreIT extends AttachmentStoreContract {

  private final JdbcTemplate jdbc = RunningService.get().bean(JdbcTemplate.class);
  private final PostgresAttachmentStore store = new PostgresAttachmentStore(jdbc, 65_536);

  @Override
  AttachmentStore store() {
    return store;
  }

  @Override
  boolean anythingLeft(UUID contentId) {
    return rows(contentId) > 0;
  }

  @Test
  void rowsAreBounded() throws Exception {
    UUID id = UUID.randomUUID();
    store.put(id, new ByteArrayInputStream(new byte[200_000]));
    assertThat(rows(id)).isEqualTo(4);
  }

  @Test
  void readsRowsOfAnySize() throws Exception {
    UUID id = UUID.randomUUID();
    new PostgresAttachmentStore(jdbc, 5_000).put(id, new ByteArrayInputStream(new byte[12_345]));
    try (InputStream stored = store.open(id, 4_999, 7_346)) {
      assertThat(stored.readAllBytes()).isEqualTo(new byte[7_346]);
    }
  }

  private int rows(UUID contentId) {
    Integer rows =
        jdbc.queryForObject(
            "select count(*) from attachment_chunk where attachment_id = ?",
            Integer.class,
            contentId);
    return rows == null ? 0 : rows;
  }
}
