package dev.ticketstream.standalone.spine;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the event store. */
record EventStoreProbe(String jdbcUrl, String username, String password) {

  /** All stored events, in the order in which they were stored. */
  List<StreamPosition> positions() throws SQLException {
    List<StreamPosition> positions = new ArrayList<>();
    try (var connection = DriverManager.getConnection(jdbcUrl, username, password);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select ticket_id, version from ticket_event order by seq")) {
      while (rows.next()) {
        positions.add(new StreamPosition(rows.getString(1), rows.getInt(2)));
      }
    }
    return positions;
  }
}
