package dev.ticketstream.command.security;

import dev.ticketstream.events.access.AgentScope;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is who, and who may see what.
 *
 * @param security {@code ticketstream.security.*}
 * @param visibility {@code ticketstream.visibility.*}
 */
@ConfigurationProperties("ticketstream")
record AccessProperties(@DefaultValue Security security, @DefaultValue Visibility visibility) {

  /**
   * @param claims where a token keeps what a viewer is made of
   * @param corsAllowedOrigins origins of web pages that may call this service; none by default
   */
  record Security(@DefaultValue Claims claims, @DefaultValue List<String> corsAllowedOrigins) {

    Security {
      corsAllowedOrigins = List.copyOf(corsAllowedOrigins);
    }
  }

  /**
   * Claims may be paths with dots; the defaults are Keycloak's shape.
   *
   * @param userId claim with the user's id
   * @param roles claim with a list of role names
   * @param teams claim with a list of team ids
   */
  record Claims(
      @DefaultValue("sub") String userId,
      @DefaultValue("realm_access.roles") String roles,
      @DefaultValue("groups") String teams) {}

  /**
   * @param agentScope which tickets agents see beside those they have a personal relation to
   */
  record Visibility(@DefaultValue("ALL_TICKETS") AgentScope agentScope) {}
}
