package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RateLimitPropertiesTests {

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of())).isEqualTo(new RateLimitProperties(50, 1_000, 200, 2_000, 10_000));
  }

  @Test
  void readsItsProperties() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.rate-limit.commands-per-second", "1",
                    "ticketstream.rate-limit.commands-burst", "502",
                    "ticketstream.rate-limit.requests-per-second", "3",
                    "ticketstream.rate-limit.requests-burst", "4",
                    "ticketstream.rate-limit.users-max", "5")))
        .isEqualTo(new RateLimitProperties(1, 502, 3, 4, 5));
  }

  @Test
  void refusesABurstThatTheLargestCommandDoesNotFitInto() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.rate-limit.commands-burst", "499")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.rate-limit.commands-burst must be at least 500: 499");
    assertThatThrownBy(() -> bind(Map.of("ticketstream.rate-limit.users-max", "0")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("ticketstream.rate-limit.users-max must be at least 1: 0");
  }

  private static RateLimitProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.rate-limit", RateLimitProperties.class);
  }
}
