package dev.ticketstream.command.ticket;

import dev.ticketstream.events.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules that an operator can set.
 *
 * @param ticket {@code ticketstream.ticket.*}
 * @param sla {@code ticketstream.sla.*}
 */
@ConfigurationProperties("ticketstream")
public record TicketRules(@DefaultValue Ticket ticket, @DefaultValue Sla sla) {

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

  /**
   * How long after its creation a ticket should be resolved, by priority; zero sets no deadline.
   *
   * @param low for LOW
   * @param medium for MEDIUM
   * @param high for HIGH
   * @param critical for CRITICAL
   */
  public record Sla(
      @DefaultValue("7d") Duration low,
      @DefaultValue("3d") Duration medium,
      @DefaultValue("1d") Duration high,
      @DefaultValue("4h") Duration critical) {

    public Sla {
      if (low.isNegative() || medium.isNegative() || high.isNegative() || critical.isNegative()) {
        throw new IllegalArgumentException("ticketstream.sla.* must not be negative");
      }
    }

    /**
     * The deadline of a ticket.
     *
     * @param createdDate when it was created
     * @param priority its priority
     * @return the deadline, or {@code null} when the priority has none
     */
    public @Nullable Instant deadline(Instant createdDate, TicketPriority priority) {
      Duration allowed =
          switch (priority) {
            case LOW -> low;
            case MEDIUM -> medium;
            case HIGH -> high;
            case CRITICAL -> critical;
          };
      return allowed.isZero() ? null : createdDate.plus(allowed);
    }
  }
}
