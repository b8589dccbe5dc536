package dev.ticketstream.command.ticket;

import dev.ticketstream.command.sla.SlaRules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The rules that an operator can set.
 *
 * @param ticket {@code ticketstream.ticket.*}
 * @param sla {@code ticketstream.sla.*}
 * @param attachments {@code ticketstream.attachments.*}, as far as they are rules on tickets
 */
@ConfigurationProperties("ticketstream")
public record TicketRules(
    @DefaultValue Ticket ticket,
    @DefaultValue SlaRules sla,
    @DefaultValue Attachments attachments) {

  /**
   * Rules on a ticket's attachments.
   *
   * @param ticketSizeMax most bytes of all attachments of a ticket together
   */
  public record Attachments(@DefaultValue("1GB") DataSize ticketSizeMax) {

    public Attachments {
      if (ticketSizeMax.toBytes() < 1) {
        throw new IllegalArgumentException(
            "ticketstream.attachments.ticket-size-max must be positive: " + ticketSizeMax);
      }
    }
  }

  /**
   * Rules on single tickets.
   *
   * @param reopenWindow how long after closing the requester may reopen their ticket; staff always
   *     may
   * @param reopenOnRequesterComment whether a public comment by the requester moves a RESOLVED
   *     ticket to OPEN
   * @param resumeOnRequesterComment whether it moves a ticket that is ON_HOLD to OPEN
   */
  public record Ticket(
      @DefaultValue("14d") Duration reopenWindow,
      @DefaultValue("true") boolean reopenOnRequesterComment,
      @DefaultValue("true") boolean resumeOnRequesterComment) {

    public Ticket {
      if (reopenWindow.isNegative()) {
        throw new IllegalArgumentException(
            "ticketstream.ticket.reopen-window must not be negative: " + reopenWindow);
      }
    }
  }
}
