package dev.ticketstream.command.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RebuildPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RebuildProperties(
                1_000, Duration.ofMinutes(2), 5, Duration.ofSeconds(30), Duration.ofSeconds(5)));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.rebuild.batch-events", "1",
                    "ticketstream.rebuild.batch-timeout", "2s",
                    "ticketstream.rebuild.attempts", "3",
                    "ticketstream.rebuild.lease-time", "4s",
                    "ticketstream.rebuild.check-interval", "5ms")))
        .isEqualTo(
            new RebuildProperties(
                1, Duration.ofSeconds(2), 3, Duration.ofSeconds(4), Duration.ofMillis(5)));
  }

  @Test
  void refusesWhatNeverWorks() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.rebuild.batch-timeout", "500ms")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.rebuild.batch-timeout must be positive: PT0.5S");
    assertThatThrownBy(() -> bind(Map.of("ticketstream.rebuild.batch-events", "0")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.rebuild.batch-events must be positive: 0");
  }

  private static RebuildProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.rebuild", RebuildProperties.class);
  }
}
