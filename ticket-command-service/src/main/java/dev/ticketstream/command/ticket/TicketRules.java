package dev.ticketstream.command.ticket;

import dev.ticketstream.command.sla.SlaRules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules that an operator can set.
 *
 * @param ticket {@code ticketstream.ticket.*}
 * @param sla {@code ticketstream.sla.*}
 */
@ConfigurationProperties("ticketstream")
public record TicketRules(@DefaultValue Ticket ticket, @DefaultValue SlaRules sla) {

  /**
   * Rules on single tickets.
   *
   * @param reopenWindow how long after closing the requester may reopen their ticket; staff always
   *     may
   */
  public record Ticket(@DefaultValue("14d") Duration reopenWindow) {

    public Ticket {
      if (reopenWindow.isNegative()) {
        throw new IllegalArgumentException(
            "ticketstream.ticket.reopen-window must not be negative: " + reopenWindow);
      }
    }
  }
}
