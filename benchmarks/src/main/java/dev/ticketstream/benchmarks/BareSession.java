package dev.ticketstream.benchmarks;

import static java.time.ZoneOffset.UTC;

import dev.ticketstream.benchmarks.TicketPool.PooledTicket;
import dev.ticketstream.events.TicketStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The reference: the bare writes that one command needs, prepared, in one transaction, with nothing
 * read, decided or told to anybody. No service that keeps the same tables can do with fewer rows.
 */
final class BareSession implements Session {

  private static final String AUTHOR =
      """
      {"id":"agent1","firstName":"Sam agent1","lastName":"Miller","avatar":null}\
      """;

  private final CommandKind kind;
  private final TicketPool tickets;
  private final List<byte[]> payloads;
  private final Connection connection;
  private final String commandIds;
  private final SplittableRandom random;
  private final TicketTexts texts;
  private final List<PreparedStatement> statements = new ArrayList<>();
  private final PreparedStatement insertEvent;
  private final PreparedStatement moveStream;
  private final PreparedStatement updateTicket;
  private final PreparedStatement insertComment;
  private final PreparedStatement insertResult;
  private int sent;

  /**
   * @param kind the statements of which command
   * @param tickets on which tickets
   * @param payloads events as the service encoded them, for their size
   * @param connection to the copy of the service's database; closed with the session
   * @param load unique among the loads of a benchmark
   * @param worker the thread's number
   */
  BareSession(
      CommandKind kind,
      TicketPool tickets,
      List<byte[]> payloads,
      Connection connection,
      String load,
      int worker)
      throws SQLException {
    this.kind = kind;
    this.tickets = tickets;
    this.payloads = payloads;
    this.connection = connection;
    this.commandIds = CommandSession.COMMAND_ID_PREFIX + load + "-" + worker + "-";
    this.random = new SplittableRandom(commandIds.hashCode());
    this.texts = new TicketTexts(random);
    connection.setAutoCommit(false);
    insertEvent =
        prepare(
            "insert into ticket_event"
                + " (ticket_id, version, event_id, type, occurred_at, payload, traceparent)"
                + " values (?, ?, ?, ?, ?, ?, null)");
    moveStream = prepare("update ticket_stream set version = ? where ticket_id = ?");
    updateTicket =
        prepare(
            "update ticket set status = ?, updated_date = ?, public_updated_date = ?, version = ?"
                + " where id = ?");
    insertComment =
        prepare(
            "insert into ticket_comment"
                + " (id, ticket_id, body, internal, author, created_date, mentions)"
                + " values (?, ?, ?, false, '"
                + AUTHOR
                + "', ?, '[]')");
    insertResult =
        prepare(
            "insert into command_result (actor_id, command_id, command_type, ticket_id, version,"
                + " event_version, fingerprint) values (?, ?, ?, ?, ?, ?, repeat('f', 64))");
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statements.add(statement);
    return statement;
  }

  @Override
  public void run() throws SQLException {
    PooledTicket ticket = tickets.take();
    try {
      write(ticket);
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      tickets.giveBack(ticket);
    }
  }

  private void write(PooledTicket ticket) throws SQLException {
    int version = ticket.version + 1;
    boolean moves = kind == CommandKind.CHANGE_STATUS;
    TicketStatus status = moves ? ticket.nextStatus() : ticket.status;
    OffsetDateTime now = Instant.now().atOffset(UTC);
    update(
        insertEvent,
        ticket.id,
        version,
        orderedId(),
        moves ? "STATUS_CHANGED" : "COMMENTED",
        now,
        payloads.get(random.nextInt(payloads.size())));
    update(moveStream, version, ticket.id);
    update(updateTicket, status.name(), now, now, version, ticket.id);
    if (!moves) {
      update(insertComment, orderedId(), ticket.id, texts.comment(), now);
    }
    update(
        insertResult,
        "agent" + random.nextInt(40),
        commandIds + sent++,
        moves ? "ChangeStatus" : "AddComment",
        ticket.id,
        version,
        version);
    connection.commit();
    ticket.version = version;
    ticket.status = status;
  }

  private static void update(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    if (statement.executeUpdate() != 1) {
      throw new SQLException("not one row: " + statement);
    }
  }

  /** A UUIDv7, as the service makes them: new ones are neighbours in an index. */
  private UUID orderedId() {
    long time = System.currentTimeMillis() << 16;
    return new UUID(
        time | 0x7000L | random.nextInt(1 << 12),
        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
    connection.close();
  }
}
