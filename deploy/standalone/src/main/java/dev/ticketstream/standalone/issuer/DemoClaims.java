package dev.ticketstream.standalone.issuer;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a token says about a demo user, in the shape in which Keycloak says it. */
final class DemoClaims {

  /** The audience of access tokens; both services ask for it. */
  static final String AUDIENCE = "ticketstream";

  private DemoClaims() {}

  /** All claims but those about the token itself (issuer, audience, times). */
  static Map<String, Object> of(DemoUser user) {
    return Map.of(
        "preferred_username",
        user.name(),
        "given_name",
        user.givenName(),
        "family_name",
        user.familyName(),
        "name",
        user.givenName() + " " + user.familyName(),
        "realm_access",
        Map.of("roles", List.of(user.role().toLowerCase(Locale.ROOT))),
        "groups",
        user.teams());
  }
}
