package dev.ticketstream.command;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between packages; each package says in its package-info which others it may use. */
class ModularityTests {

  @Test
  void packagesUseOnlyWhatTheyMay() {
    ApplicationModules.of(TicketCommandServiceApplication.class).verify();
  }
}
