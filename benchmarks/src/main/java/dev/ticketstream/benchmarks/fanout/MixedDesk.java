package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.benchmarks.fanout.DeskLog.Row;
import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import dev.ticketstream.events.UserRef;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Customers with a ticket each and agents in teams. Everybody follows what they have to do with and
 * one ticket; a customer also what is resolved or closed of theirs, an agent their team's tickets.
 * Each time that the log is over it begins anew with the next callers, so that all customers come
 * up.
 */
final class MixedDesk implements Desk {

  /** Events from here on are one for each customer in turn, and reach everybody. */
  private static final long FIRST_PROBE = 1L << 30;

  private static final int MINE = 0;
  private static final int TICKET = 1;
  private static final int FILTERED = 2;
  private static final int KINDS = 3;
  private static final int TEAMS = 60;
  private static final int AGENT_SHARE = 20;
  private static final Set<TicketStatus> DONE = Set.of(TicketStatus.RESOLVED, TicketStatus.CLOSED);

  private final Users users;
  private final DeskLog log;
  private final int callers;
  private final int agents;
  private final int customers;
  private final int teams;

  /**
   * @param users signs their tokens
   * @param log what happens
   * @param count how many people there are; a twentieth are agents
   */
  MixedDesk(Users users, DeskLog log, int count) {
    this.users = users;
    this.log = log;
    this.callers = log.callers();
    this.agents = Math.max(1, count / AGENT_SHARE);
    this.customers = count - agents;
    this.teams = Math.min(TEAMS, agents);
  }

  @Override
  public int connections() {
    return customers + agents;
  }

  @Override
  public int subscriptionsEach() {
    return KINDS;
  }

  @Override
  public String token(int connection) {
    int agent = connection - customers;
    return agent < 0
        ? users.customerToken(Users.customer(connection))
        : users.agentToken(Users.agent(agent), team(agent % teams));
  }

  @Override
  public String subscribePayload(int subscription) {
    int connection = subscription / KINDS;
    int agent = connection - customers;
    return switch (subscription % KINDS) {
      case MINE -> Selections.mine();
      // An agent follows the ticket of a customer with the same number.
      case TICKET -> Selections.ticket(agent < 0 ? connection : agent);
      default ->
          agent < 0
              ? Selections.statuses("RESOLVED", "CLOSED")
              : Selections.team(team(agent % teams));
    };
  }

  private static String team(int number) {
    return "team-" + number;
  }

  @Override
  public void forEach(long event, IntConsumer subscriptions) {
    Row row = row(event);
    subscriptions.accept(row.caller() * KINDS + MINE);
    subscriptions.accept(row.caller() * KINDS + TICKET);
    if (DONE.contains(row.from()) || DONE.contains(row.to())) {
      subscriptions.accept(row.caller() * KINDS + FILTERED);
    }
    if (row.agent() >= 0) {
      subscriptions.accept((customers + row.agent()) * KINDS + MINE);
    }
    if (row.caller() < agents) {
      subscriptions.accept((customers + row.caller()) * KINDS + TICKET);
    }
    if (row.team() >= 0) {
      for (int agent = row.team(); agent < agents; agent += teams) {
        subscriptions.accept((customers + agent) * KINDS + FILTERED);
      }
    }
  }

  /** What happens, with the numbers of this desk's people and teams. */
  private Row row(long event) {
    if (event >= FIRST_PROBE) {
      int customer = (int) ((event - FIRST_PROBE) % customers);
      int agent = customer % agents;
      return new Row(
          customer,
          agent,
          agent % teams,
          TicketStatus.IN_PROGRESS,
          TicketStatus.RESOLVED,
          TicketPriority.LOW);
    }
    Row row = log.rows().get((int) (event % log.rows().size()));
    long passes = event / log.rows().size();
    return new Row(
        (int) ((row.caller() + passes * callers) % customers),
        row.agent() < 0 ? -1 : row.agent() % agents,
        row.team() < 0 ? -1 : row.team() % teams,
        row.from(),
        row.to(),
        row.priority());
  }

  @Override
  public long slot(long event) {
    return event;
  }

  @Override
  public int coverage() {
    return customers;
  }

  @Override
  public long firstProbe() {
    return FIRST_PROBE;
  }

  @Override
  public SupportTicketEvent event(long number) {
    Row row = row(number);
    UserRef assignee = row.agent() < 0 ? null : Users.agent(row.agent());
    return TicketEvents.statusChanged(
        number,
        new TicketEvents.Ticket(
            row.caller(),
            Users.customer(row.caller()),
            assignee,
            row.team() < 0 ? null : team(row.team()),
            row.priority()),
        assignee == null ? Users.customer(row.caller()) : assignee,
        row.from(),
        row.to());
  }
}
