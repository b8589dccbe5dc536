package dev.ticketstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  private final ApplicationModules modules = ApplicationModules.of("dev.ticketstream.standalone");

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    assertThat(modules.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
        .containsExactlyInAnyOrder(
            "terminal",
            "datafolder",
            "supervision",
            "postgres",
            "kafka",
            "issuer",
            "importer",
            "rebuild",
            "launcher");
    modules.verify();
  }
}
