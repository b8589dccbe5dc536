package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.function.IntConsumer;

/**
 * Agents who follow one ticket, and customers who come later and each follow their own. Events are
 * the agents'; from {@link #FIRST_OF_CUSTOMERS} on they are the customers' in turn.
 */
final class StormDesk implements Desk {

  /** The number of the first event for a customer. */
  static final long FIRST_OF_CUSTOMERS = 1L << 30;

  private final Users users;
  private final int agents;
  private final int customers;

  StormDesk(Users users, int agents, int customers) {
    this.users = users;
    this.agents = agents;
    this.customers = customers;
  }

  @Override
  public int connections() {
    return agents + customers;
  }

  @Override
  public int subscriptionsEach() {
    return 1;
  }

  @Override
  public String token(int connection) {
    return connection < agents
        ? users.agentToken(Users.agent(connection), Users.TEAM)
        : users.customerToken(Users.customer(connection));
  }

  @Override
  public String subscribePayload(int subscription) {
    return Selections.ticket(ticketOf(subscription));
  }

  private int ticketOf(int subscription) {
    return subscription < agents ? 0 : subscription;
  }

  @Override
  public void forEach(long event, IntConsumer subscriptions) {
    if (event >= FIRST_OF_CUSTOMERS) {
      subscriptions.accept(customerOf(event));
      return;
    }
    for (int i = 0; i < agents; i++) {
      subscriptions.accept(i);
    }
  }

  private int customerOf(long event) {
    return agents + (int) ((event - FIRST_OF_CUSTOMERS) % customers);
  }

  @Override
  public long slot(long event) {
    return event >= FIRST_OF_CUSTOMERS ? (event - FIRST_OF_CUSTOMERS) / customers : event;
  }

  @Override
  public int coverage() {
    return 1;
  }

  @Override
  public SupportTicketEvent event(long number) {
    int connection = number >= FIRST_OF_CUSTOMERS ? customerOf(number) : 0;
    return TicketEvents.statusChanged(
        number,
        new TicketEvents.Ticket(
            ticketOf(connection),
            Users.customer(connection),
            Users.agent(1),
            Users.TEAM,
            TicketPriority.HIGH),
        Users.agent(2),
        TicketStatus.OPEN,
        TicketStatus.IN_PROGRESS);
  }
}
