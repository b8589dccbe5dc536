package dev.ticketstream.benchmarks;

import dev.ticketstream.events.TicketStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tickets that commands go to: all that are OPEN or IN_PROGRESS, in a random order, one after
 * the other. No ticket comes twice before all came once, so commands do not wait for each other,
 * and what each touches is seldom cached.
 */
final class TicketPool {

  /** A ticket with what the load knows of it. Used by one thread at a time. */
  static final class PooledTicket {

    final UUID id;
    TicketStatus status;
    int version;

    PooledTicket(UUID id, TicketStatus status, int version) {
      this.id = id;
      this.status = status;
      this.version = version;
    }

    /** The status that a command moves it to: to and fro between the two. */
    TicketStatus nextStatus() {
      return status == TicketStatus.OPEN ? TicketStatus.IN_PROGRESS : TicketStatus.OPEN;
    }
  }

  private final List<PooledTicket> tickets;
  private final AtomicInteger next = new AtomicInteger();

  private TicketPool(List<PooledTicket> tickets) {
    this.tickets = tickets;
  }

  /** Reads the pool from a database with the service's tables. */
  static TicketPool load(Connection connection) throws SQLException {
    List<PooledTicket> tickets = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id, status, version from ticket"
                    + " where status in ('OPEN', 'IN_PROGRESS') order by id")) {
      while (row.next()) {
        tickets.add(
            new PooledTicket(
                row.getObject(1, UUID.class),
                TicketStatus.valueOf(row.getString(2)),
                row.getInt(3)));
      }
    }
    Collections.shuffle(tickets, new Random(1));
    return new TicketPool(List.copyOf(tickets));
  }

  int size() {
    return tickets.size();
  }

  PooledTicket next() {
    return tickets.get(Math.floorMod(next.getAndIncrement(), tickets.size()));
  }
}
