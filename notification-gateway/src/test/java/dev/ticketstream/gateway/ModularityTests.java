package dev.ticketstream.gateway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void modulesHaveNoCyclesAndUseNothingHidden() {
    ApplicationModules.of(NotificationGatewayApplication.class).verify();
  }
}
