package dev.ticketstream.command.rebuild;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of all tables of the read model with all their columns, found in the catalogue. */
final class ReadModelDump {

  private ReadModelDump() {}

  /** The tables of the read model: their comments say so. */
  static List<String> tables(JdbcClient jdbc) {
    return jdbc.sql(
            "select relname from pg_class where obj_description(oid, 'pg_class')"
                + " like 'read model%' order by relname")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** Each table's rows, as JSON texts in the order of the texts. */
  static Map<String, List<String>> of(JdbcClient jdbc) {
    Map<String, List<String>> dump = new TreeMap<>();
    for (String table : tables(jdbc)) {
      dump.put(
          table,
          jdbc.sql("select cast(to_jsonb(t) as text) from %s t order by 1".formatted(table))
              .query((row, _) -> row.getString(1))
              .list());
    }
    return dump;
  }

  /** The rows in which one of the ids stands. */
  static Map<String, List<String>> about(Map<String, List<String>> dump, Collection<String> ids) {
    return dump.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                table ->
                    table.getValue().stream()
                        .filter(row -> ids.stream().anyMatch(row::contains))
                        .toList()));
  }
}
