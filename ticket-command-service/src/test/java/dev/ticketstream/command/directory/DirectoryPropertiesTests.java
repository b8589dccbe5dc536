package dev.ticketstream.command.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DirectoryPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new DirectoryProperties(10_000, Duration.ofMinutes(10)));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.directory.cache-users-max", "5",
                    "ticketstream.directory.cache-ttl", "1s")))
        .isEqualTo(new DirectoryProperties(5, Duration.ofSeconds(1)));
  }

  @Test
  void refusesACacheOfNothing() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.directory.cache-users-max", "0")))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(() -> bind(Map.of("ticketstream.directory.cache-ttl", "0")))
        .isInstanceOf(BindException.class);
  }

  private static DirectoryProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.directory", DirectoryProperties.class);
  }
}
