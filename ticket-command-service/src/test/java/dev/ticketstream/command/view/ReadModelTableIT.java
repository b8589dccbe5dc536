package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.command.RunningService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a rebuild makes anew is what the database says the read model is. */
class ReadModelTableIT {

  /** Tables that are not made from events. Whoever adds a table says here or there which it is. */
  private static final List<String> OTHERS =
      List.of(
          "attachment",
          "attachment_chunk",
          "command_result",
          "flyway_schema_history",
          "known_team",
          "known_user",
          "read_model_rebuild",
          "relay_lease",
          "ticket_event",
          "ticket_stream");

  @Test
  void everyTableIsRebuiltOrKnownToBeNone() {
    assertThat(tables("obj_description(oid, 'pg_class') like 'read model%'"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ReadModelTable.values()).map(ReadModelTable::tableName).toList());
    assertThat(tables("coalesce(obj_description(oid, 'pg_class'), '') not like 'read model%'"))
        .as("neither in the read model (by its comment) nor known to be none")
        .containsExactlyInAnyOrderElementsOf(OTHERS);
  }

  private static List<String> tables(String condition) {
    return RunningService.get()
        .jdbc()
        .sql(
            "select relname from pg_class where relkind in ('r', 'p')"
                + " and relnamespace = 'public'::regnamespace and "
                + condition)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
