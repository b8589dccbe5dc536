package dev.ticketstream.command.security;

import dev.ticketstream.events.access.AgentScope;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
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
   * @param allowedOrigins origins of web pages that may call this service; none by default
   * @param tokenCacheMax most verified tokens that are remembered
   * @param tokenCacheTtl for how long, at most until they expire; so long a token is still taken
   *     whose key the issuer has withdrawn
   */
  record Security(
      @DefaultValue Claims claims,
      @DefaultValue List<String> allowedOrigins,
      @DefaultValue("10000") int tokenCacheMax,
      @DefaultValue("1m") Duration tokenCacheTtl) {

    /** Scheme and host, maybe a port; Spring takes a slash at the end for none. */
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#*\\s]+/?");

    Security {
      allowedOrigins = List.copyOf(allowedOrigins);
      for (String origin : allowedOrigins) {
        if (!ORIGIN.matcher(origin).matches()) {
          throw new IllegalArgumentException(
              "ticketstream.security.allowed-origins must have origins such as"
                  + " https://console.example, or *: "
                  + origin);
        }
      }
      if (tokenCacheMax < 1) {
        throw new IllegalArgumentException(
            "ticketstream.security.token-cache-max must be at least 1: " + tokenCacheMax);
      }
      if (!tokenCacheTtl.isPositive()) {
        throw new IllegalArgumentException(
            "ticketstream.security.token-cache-ttl must be positive: " + tokenCacheTtl);
      }
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
