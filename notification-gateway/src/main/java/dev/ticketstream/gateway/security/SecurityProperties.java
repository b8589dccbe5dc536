package dev.ticketstream.gateway.security;

import dev.ticketstream.events.access.ViewerClaims;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the gateway.
 *
 * @param claims where tokens keep the user
 * @param allowedOrigins origins, beside the gateway's own, whose pages may connect; {@code *}
 *     allows all. Clients that send no Origin are no browsers and are not held back.
 * @param issuerTimeout how long checking a token may take, the issuer's answers included
 * @param issuerMemory for how long the issuer is not asked for its keys again; also the longest
 *     time for which a key is refused that it has just begun to use
 * @param prometheusPublic whether {@code /actuator/prometheus} needs no token
 */
@Validated
@ConfigurationProperties("ticketstream.security")
record SecurityProperties(
    @DefaultValue Claims claims,
    @DefaultValue("http://localhost:8090") List<String> allowedOrigins,
    @DefaultValue("5s") @DurationMin(millis = 1) Duration issuerTimeout,
    @DefaultValue("5s") @DurationMin(millis = 1) Duration issuerMemory,
    @DefaultValue("true") boolean prometheusPublic) {

  /** Scheme and host, maybe a port; Spring takes a slash at the end for none. */
  private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#\\s]+/?");

  /**
   * Names of claims, or paths to them.
   *
   * @param userId the user's id
   * @param roles the list of roles
   * @param teams the list of teams
   */
  record Claims(
      @DefaultValue("sub") @NotBlank String userId,
      @DefaultValue("realm_access.roles") @NotBlank String roles,
      @DefaultValue("groups") @NotBlank String teams) {

    ViewerClaims viewerClaims() {
      return new ViewerClaims(userId, roles, teams);
    }
  }

  SecurityProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "ticketstream.security.allowed-origins must have origins such as"
                + " https://console.example, https://*.example or *: "
                + origin);
      }
    }
  }
}
