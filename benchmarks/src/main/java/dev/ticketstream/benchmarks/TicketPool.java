package dev.ticketstream.benchmarks;

import dev.ticketstream.events.TicketStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The tickets that commands go to: all that are OPEN or IN_PROGRESS, in a random order, one after
 * the other. Each is used by one command at a time, so commands do not wait for each other, and a
 * ticket comes again only after all others, so what each touches is seldom cached.
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

  private final int size;
  private final Queue<PooledTicket> free;

  private TicketPool(List<PooledTicket> tickets) {
    this.size = tickets.size();
    this.free = new ConcurrentLinkedQueue<>(tickets);
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
    return new TicketPool(tickets);
  }

  int size() {
    return size;
  }

  /**
   * The ticket that waited longest, which nobody else gets until it is given back.
   *
   * @throws IllegalStateException when more commands are under way than there are tickets
   */
  PooledTicket take() {
    PooledTicket ticket = free.poll();
    if (ticket == null) {
      throw new IllegalStateException("all %d tickets are in use".formatted(size));
    }
    return ticket;
  }

  void giveBack(PooledTicket ticket) {
    free.add(ticket);
  }
}
