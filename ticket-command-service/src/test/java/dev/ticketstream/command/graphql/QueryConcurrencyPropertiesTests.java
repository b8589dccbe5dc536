package dev.ticketstream.command.graphql;

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

class QueryConcurrencyPropertiesTests {

  private static final String PREFIX = "ticketstream.query.concurrency.";

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(new QueryConcurrencyProperties(8, 4, Duration.ofSeconds(2), 200));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    PREFIX + "max", "5",
                    PREFIX + "per-user-max", "2",
                    PREFIX + "wait-max", "0s",
                    PREFIX + "waiting-max", "0")))
        .isEqualTo(new QueryConcurrencyProperties(5, 2, Duration.ZERO, 0));
  }

  @ParameterizedTest
  @CsvSource({"max, 0", "per-user-max, 0", "wait-max, -1s", "waiting-max, -1"})
  void refusesWhatWouldLetNoQueryThrough(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of(PREFIX + name, value))).isInstanceOf(BindException.class);
  }

  private static QueryConcurrencyProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.query.concurrency", QueryConcurrencyProperties.class);
  }
}
