package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.function.IntConsumer;

/** Agents who each follow one of a few tickets, so that each event is for the same part of them. */
final class SharedTicketsDesk implements Desk {

  private final Users users;
  private final int agents;
  private final int tickets;

  SharedTicketsDesk(Users users, int agents, int tickets) {
    this.users = users;
    this.agents = agents;
    this.tickets = tickets;
  }

  @Override
  public int connections() {
    return agents;
  }

  @Override
  public int subscriptionsEach() {
    return 1;
  }

  @Override
  public String token(int connection) {
    return users.agentToken(Users.agent(connection), Users.TEAM);
  }

  @Override
  public String subscribePayload(int subscription) {
    return Selections.ticket(subscription % tickets);
  }

  @Override
  public void forEach(long event, IntConsumer subscriptions) {
    for (int i = (int) (event % tickets); i < agents; i += tickets) {
      subscriptions.accept(i);
    }
  }

  @Override
  public long slot(long event) {
    return event / tickets;
  }

  @Override
  public int coverage() {
    return tickets;
  }

  @Override
  public SupportTicketEvent event(long number) {
    return TicketEvents.statusChanged(
        number,
        new TicketEvents.Ticket(
            number % tickets, Users.customer(1), Users.agent(1), Users.TEAM, TicketPriority.HIGH),
        Users.agent(2),
        TicketStatus.OPEN,
        TicketStatus.IN_PROGRESS);
  }
}
