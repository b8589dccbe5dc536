package dev.ticketstream.gateway.revocation;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up once the gateway knows whose tokens are revoked. */
final class RevocationsHealthIndicator extends AbstractHealthIndicator {

  private final RevokedUsers users;

  RevocationsHealthIndicator(RevokedUsers users) {
    super("the state of the revocations is unknown");
    this.users = users;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    (users.isLoaded() ? health.up() : health.outOfService())
        .withDetail("revokedUsers", users.size());
  }
}
