package dev.ticketstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.testing.ConfigurationTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationTableTests {

  private static final String PACKAGE = "dev.ticketstream.command";

  @Test
  void everyPropertyStandsInTheReadme() {
    assertThat(ConfigurationTable.properties(PACKAGE)).isNotEmpty();
    assertThat(ConfigurationTable.missingFrom(Path.of("../README.md"), PACKAGE)).isEmpty();
  }
}
