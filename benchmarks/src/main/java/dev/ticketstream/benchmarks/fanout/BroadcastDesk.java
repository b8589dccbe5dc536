package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.TicketPriority;
import dev.ticketstream.events.TicketStatus;
import java.util.function.IntConsumer;

/** Agents who all see everything. */
final class BroadcastDesk implements Desk {

  private static final int TICKETS = 1_000;

  private final Users users;
  private final int agents;

  BroadcastDesk(Users users, int agents) {
    this.users = users;
    this.agents = agents;
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
    return Selections.everything();
  }

  @Override
  public void forEach(long event, IntConsumer subscriptions) {
    for (int i = 0; i < agents; i++) {
      subscriptions.accept(i);
    }
  }

  @Override
  public long slot(long event) {
    return event;
  }

  @Override
  public int coverage() {
    return 1;
  }

  @Override
  public SupportTicketEvent event(long number) {
    return TicketEvents.statusChanged(
        number,
        new TicketEvents.Ticket(
            number % TICKETS, Users.customer(1), Users.agent(1), Users.TEAM, TicketPriority.HIGH),
        Users.agent(2),
        TicketStatus.OPEN,
        TicketStatus.IN_PROGRESS);
  }
}
