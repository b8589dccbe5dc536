package dev.ticketstream.command.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QueryPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new QueryProperties(Duration.ofSeconds(10), 300));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.query.timeout", "3s",
                    "ticketstream.query.ranked-max", "100")))
        .isEqualTo(new QueryProperties(Duration.ofSeconds(3), 100));
  }

  @Test
  void refusesWhatWouldLetNothingThroughOrTooMuch() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.query.timeout", "900ms")))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(() -> bind(Map.of("ticketstream.query.ranked-max", "99")))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(() -> bind(Map.of("ticketstream.query.ranked-max", "10001")))
        .isInstanceOf(BindException.class);
  }

  private static QueryProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.query", QueryProperties.class);
  }
}
