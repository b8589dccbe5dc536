package dev.ticketstream.gateway.fanout;

import dev.ticketstream.events.access.AgentScope;
import dev.ticketstream.events.access.TicketVisibility;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sees which tickets ({@code ticketstream.visibility}); must be the same in the command
 * service.
 *
 * @param agentScope which tickets agents see beside those they have a personal relation to
 */
@ConfigurationProperties("ticketstream.visibility")
public record VisibilityProperties(@DefaultValue("ALL_TICKETS") AgentScope agentScope) {

  /** The policy that is configured. */
  public TicketVisibility visibility() {
    return new TicketVisibility(agentScope);
  }
}
