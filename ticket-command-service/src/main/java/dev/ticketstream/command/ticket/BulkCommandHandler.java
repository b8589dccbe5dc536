package dev.ticketstream.command.ticket;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Carries out the same command on many tickets, each in a transaction of its own. */
@Component
public class BulkCommandHandler {

  private final TicketCommandHandler handler;
  private final CommandLimits limits;
  private final DistributionSummary sizes;

  BulkCommandHandler(TicketCommandHandler handler, CommandLimits limits, MeterRegistry registry) {
    this.handler = handler;
    this.limits = limits;
    this.sizes =
        DistributionSummary.builder("ticketstream.commands.bulk")
            .description("Tickets that one bulk command names")
            .baseUnit("tickets")
            .register(registry);
  }

  /** Most tickets that one bulk command may name. */
  public int ticketsMax() {
    return limits.bulkTicketsMax();
  }

  /**
   * Begins with a list of tickets.
   *
   * @param tickets how many
   */
  public BulkRun begin(int tickets) {
    sizes.record(tickets);
    return new BulkRun(handler::handle, limits.bulkTimeMax(), System::nanoTime);
  }
}
