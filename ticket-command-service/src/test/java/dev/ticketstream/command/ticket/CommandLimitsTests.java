package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CommandLimitsTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new CommandLimits(1_000));
  }

  @Test
  void readsItsProperties() {
    assertThat(bind(Map.of("ticketstream.commands.rebase-events-max", "0")))
        .isEqualTo(new CommandLimits(0));
  }

  @Test
  void refusesLimitsThatCannotBe() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.commands.rebase-events-max", "-1")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.commands.rebase-events-max must be at least 0: -1");
  }

  private static CommandLimits bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.commands", CommandLimits.class);
  }
}
