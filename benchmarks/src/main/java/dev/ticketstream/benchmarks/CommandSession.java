package dev.ticketstream.benchmarks;

import dev.ticketstream.benchmarks.TicketPool.PooledTicket;
import dev.ticketstream.events.TicketStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Sends one kind of command after the other over HTTP, each with a {@code commandId}. */
final class CommandSession implements Session {

  /** What all command ids of a benchmark begin with. */
  static final String COMMAND_ID_PREFIX = "benchmark-";

  private final CommandKind kind;
  private final TicketPool tickets;
  private final List<String> tokens;
  private final HttpConnection connection;
  private final String commandIds;
  private final SplittableRandom random;
  private final TicketTexts texts;
  private final String document;
  private int sent;

  /**
   * @param kind which command
   * @param tickets to which tickets
   * @param tokens of the agents who send them
   * @param port of the service
   * @param load unique among the loads of a benchmark
   * @param worker the thread's number
   */
  CommandSession(
      CommandKind kind,
      TicketPool tickets,
      List<String> tokens,
      int port,
      String load,
      int worker) {
    this.kind = kind;
    this.tickets = tickets;
    this.tokens = tokens;
    this.connection = new HttpConnection(port);
    this.commandIds = COMMAND_ID_PREFIX + load + "-" + worker + "-";
    this.random = new SplittableRandom(commandIds.hashCode());
    this.texts = new TicketTexts(random);
    this.document = kind.document();
  }

  @Override
  public void run() throws IOException {
    PooledTicket ticket = tickets.take();
    try {
      send(ticket);
    } finally {
      tickets.giveBack(ticket);
    }
  }

  private void send(PooledTicket ticket) throws IOException {
    String commandId = commandIds + sent++;
    TicketStatus status = ticket.nextStatus();
    Map<String, ?> input =
        switch (kind) {
          case CHANGE_STATUS ->
              Map.of("ticketId", ticket.id, "commandId", commandId, "status", status);
          case ADD_COMMENT ->
              Map.of("ticketId", ticket.id, "commandId", commandId, "comment", texts.comment());
        };
    String token = tokens.get(random.nextInt(tokens.size()));
    String answer = connection.exchange(GraphQlRequest.of(token, document, Map.of("input", input)));
    if (!answer.contains("\"success\":true") || !answer.contains("\"eventId\":\"")) {
      throw new IOException("not carried out: " + answer);
    }
    if (kind == CommandKind.CHANGE_STATUS) {
      ticket.status = status;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
