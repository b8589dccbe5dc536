package dev.ticketstream.command.view;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Single rows of the table {@code ticket}. */
@Component
class TicketRepository {

  private final JdbcTemplate jdbc;

  TicketRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<UUID> idOf(String reference) {
    return jdbc
        .query(
            "select id from ticket where reference = ?",
            (row, _) -> row.getObject(1, UUID.class),
            reference)
        .stream()
        .findFirst();
  }

  boolean exists(UUID id) {
    return !jdbc.queryForList("select 1 from ticket where id = ?", Integer.class, id).isEmpty();
  }
}
