package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketstream.events.access.AgentScope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessPropertiesTests {

  @Test
  void hasDefaults() {
    AccessProperties properties = bind(Map.of());
    assertThat(properties.visibility().agentScope()).isEqualTo(AgentScope.ALL_TICKETS);
    assertThat(properties.security().corsAllowedOrigins()).isEmpty();
    assertThat(properties.security().claims())
        .isEqualTo(new AccessProperties.Claims("sub", "realm_access.roles", "groups"));
  }

  @Test
  void readsItsProperties() {
    AccessProperties properties =
        bind(
            Map.of(
                "ticketstream.visibility.agent-scope", "own-teams",
                "ticketstream.security.cors-allowed-origins", "https://a,https://b",
                "ticketstream.security.claims.user-id", "uid",
                "ticketstream.security.claims.roles", "r",
                "ticketstream.security.claims.teams", "t"));
    assertThat(properties.visibility().agentScope()).isEqualTo(AgentScope.OWN_TEAMS);
    assertThat(properties.security().corsAllowedOrigins())
        .containsExactly("https://a", "https://b");
    assertThat(properties.security().claims())
        .isEqualTo(new AccessProperties.Claims("uid", "r", "t"));
  }

  private static AccessProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream", AccessProperties.class);
  }
}
