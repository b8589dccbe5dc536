package dev.ticketstream.command.ticket;

import dev.ticketstream.events.access.StatusMachine;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What deciding on tickets needs from outside. */
@Configuration(proxyBeanMethods = false)
class TicketConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  StatusMachine statusMachine(TicketRules rules) {
    return new StatusMachine(rules.ticket().reopenWindow());
  }
}
