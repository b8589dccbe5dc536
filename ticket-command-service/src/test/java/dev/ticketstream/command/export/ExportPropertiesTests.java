package dev.ticketstream.command.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExportPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new ExportProperties(Duration.ofMinutes(10), 3, 1));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.export.timeout", "30s",
                    "ticketstream.export.concurrent-max", "5",
                    "ticketstream.export.concurrent-per-user-max", "2")))
        .isEqualTo(new ExportProperties(Duration.ofSeconds(30), 5, 2));
  }

  @ParameterizedTest
  @CsvSource({"timeout, 500ms", "concurrent-max, 0", "concurrent-per-user-max, 0"})
  void refusesWhatWouldLetNoExportThrough(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.export." + name, value)))
        .isInstanceOf(BindException.class);
  }

  private static ExportProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.export", ExportProperties.class);
  }
}
