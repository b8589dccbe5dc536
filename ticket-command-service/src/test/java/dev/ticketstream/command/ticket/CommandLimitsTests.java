package dev.ticketstream.command.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CommandLimitsTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new CommandLimits(1_000, 500, Duration.ofSeconds(60)));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.commands.rebase-events-max", "0",
                    "ticketstream.commands.bulk-tickets-max", "2",
                    "ticketstream.commands.bulk-time-max", "3s")))
        .isEqualTo(new CommandLimits(0, 2, Duration.ofSeconds(3)));
  }

  @Test
  void refusesLimitsThatCannotBe() {
    refuses("rebase-events-max", "-1", "at least 0: -1");
    refuses("bulk-tickets-max", "0", "at least 1: 0");
    refuses("bulk-time-max", "0s", "positive: PT0S");
  }

  private static void refuses(String name, String value, String reason) {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.commands." + name, value)))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.commands.%s must be %s".formatted(name, reason));
  }

  private static CommandLimits bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.commands", CommandLimits.class);
  }
}
