package dev.ticketstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.ViewerClaims;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SecurityPropertiesTests {

  @Test
  void haveTheseDefaults() {
    SecurityProperties defaults = bind(Map.of());
    assertThat(defaults)
        .isEqualTo(
            new SecurityProperties(
                new SecurityProperties.Claims("sub", "realm_access.roles", "groups"),
                List.of("http://localhost:8090"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                true));
    assertThat(defaults.claims().viewerClaims()).isEqualTo(ViewerClaims.DEFAULTS);
  }

  @Test
  void canAllBeSet() {
    assertThat(
            bind(
                Map.of(
                    "ticketstream.security.claims.user-id", "uid",
                    "ticketstream.security.claims.roles", "r",
                    "ticketstream.security.claims.teams", "t",
                    "ticketstream.security.allowed-origins", "https://a.example,https://b.example",
                    "ticketstream.security.issuer-timeout", "1s",
                    "ticketstream.security.issuer-memory", "2s",
                    "ticketstream.security.prometheus-public", "false")))
        .isEqualTo(
            new SecurityProperties(
                new SecurityProperties.Claims("uid", "r", "t"),
                List.of("https://a.example", "https://b.example"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "https://*.example", "http://localhost:[*]", "app://console/"})
  void takePatternsOfOrigins(String origin) {
    assertThat(bind(Map.of("ticketstream.security.allowed-origins", origin)).allowedOrigins())
        .containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notaurl", "console.example", "https://a.example/path", "https://"})
  void refuseWhatIsNoOrigin(String origin) {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.security.allowed-origins", origin)))
        .rootCause()
        .hasMessageStartingWith("ticketstream.security.allowed-origins must have origins")
        .hasMessageEndingWith(": " + origin);
  }

  private static SecurityProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.security", SecurityProperties.class);
  }
}
