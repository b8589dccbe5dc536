package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.function.IntConsumer;

/**
 * Customers who each follow tickets of their own, one subscription a ticket; all tickets in turn.
 */
final class OwnTicketsDesk implements Desk {

  private final Users users;
  private final int customers;
  private final int ticketsEach;

  OwnTicketsDesk(Users users, int customers, int ticketsEach) {
    this.users = users;
    this.customers = customers;
    this.ticketsEach = ticketsEach;
  }

  @Override
  public int connections() {
    return customers;
  }

  @Override
  public int subscriptionsEach() {
    return ticketsEach;
  }

  @Override
  public String token(int connection) {
    return users.customerToken(Users.customer(connection));
  }

  @Override
  public String subscribePayload(int subscription) {
    return Selections.ticket(subscription);
  }

  @Override
  public void forEach(long event, IntConsumer subscriptions) {
    subscriptions.accept((int) (event % subscriptions()));
  }

  @Override
  public long slot(long event) {
    return event / subscriptions();
  }

  @Override
  public int coverage() {
    return subscriptions();
  }

  @Override
  public SupportTicketEvent event(long number) {
    int ticket = (int) (number % subscriptions());
    return TicketEvents.statusChanged(
        number,
        new TicketEvents.Ticket(
            ticket,
            Users.customer(ticket / ticketsEach),
            Users.agent(1),
            Users.TEAM,
            TicketPriority.HIGH),
        Users.agent(2),
        TicketStatus.OPEN,
        TicketStatus.IN_PROGRESS);
  }
}
