package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.events.access.AgentScope;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessPropertiesTests {

  @Test
  void hasDefaults() {
    AccessProperties properties = bind(Map.of());
    assertThat(properties.visibility().agentScope()).isEqualTo(AgentScope.ALL_TICKETS);
    assertThat(properties.security().allowedOrigins()).isEmpty();
    assertThat(properties.security().tokenCacheMax()).isEqualTo(10_000);
    assertThat(properties.security().tokenCacheTtl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(properties.security().claims())
        .isEqualTo(new AccessProperties.Claims("sub", "realm_access.roles", "groups"));
  }

  @Test
  void readsItsProperties() {
    AccessProperties properties =
        bind(
            Map.of(
                "ticketstream.visibility.agent-scope", "own-teams",
                "ticketstream.security.allowed-origins", "https://a,https://b",
                "ticketstream.security.token-cache-max", "5",
                "ticketstream.security.token-cache-ttl", "6s",
                "ticketstream.security.claims.user-id", "uid",
                "ticketstream.security.claims.roles", "r",
                "ticketstream.security.claims.teams", "t"));
    assertThat(properties.visibility().agentScope()).isEqualTo(AgentScope.OWN_TEAMS);
    assertThat(properties.security().allowedOrigins()).containsExactly("https://a", "https://b");
    assertThat(properties.security().tokenCacheMax()).isEqualTo(5);
    assertThat(properties.security().tokenCacheTtl()).isEqualTo(Duration.ofSeconds(6));
    assertThat(properties.security().claims())
        .isEqualTo(new AccessProperties.Claims("uid", "r", "t"));
  }

  @Test
  void refusesACacheOfNothing() {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.security.token-cache-max", "0")))
        .hasRootCauseMessage("ticketstream.security.token-cache-max must be at least 1: 0");
    assertThatThrownBy(() -> bind(Map.of("ticketstream.security.token-cache-ttl", "0s")))
        .hasRootCauseMessage("ticketstream.security.token-cache-ttl must be positive: PT0S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notaurl", "https://a.example/path", "https://*.example"})
  void refusesWhatIsNoOrigin(String origin) {
    assertThatThrownBy(() -> bind(Map.of("ticketstream.security.allowed-origins", origin)))
        .rootCause()
        .hasMessageStartingWith("ticketstream.security.allowed-origins must have origins")
        .hasMessageEndingWith(": " + origin);
  }

  private static AccessProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream", AccessProperties.class);
  }
}
