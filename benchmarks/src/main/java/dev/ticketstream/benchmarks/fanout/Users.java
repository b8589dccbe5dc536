package dev.ticketstream.benchmarks.fanout;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The desk's people and their tokens. A token is signed once and then reused. */
final class Users {

  /** The team of all agents that are not told to be in another. */
  static final String TEAM = "first-line";

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration TOKEN_LEFT_MIN = Duration.ofMinutes(30);

  private record Signed(String token, Instant expiresAt) {}

  private final TestIssuer issuer;
  private final Map<String, Signed> tokens = new HashMap<>();

  Users(TestIssuer issuer) {
    this.issuer = issuer;
  }

  /** One who may see every ticket. */
  static UserRef agent(int number) {
    return new UserRef("agent-" + number, "Alice", "Agent", null);
  }

  /** One who may see their own tickets. */
  static UserRef customer(int number) {
    return new UserRef("customer-" + number, "Carol", "Customer", null);
  }

  /** An agent's token. */
  String agentToken(UserRef user, String team) {
    return token(user, "agent", team);
  }

  /** A customer's token. */
  String customerToken(UserRef user) {
    return token(user, "", "");
  }

  private synchronized String token(UserRef user, String role, String team) {
    String key = user.id() + '/' + team;
    Signed known = tokens.get(key);
    if (known == null || known.expiresAt().isBefore(Instant.now().plus(TOKEN_LEFT_MIN))) {
      Instant expiry = Instant.now().plus(TOKEN_LIFE);
      known =
          new Signed(
              issuer
                  .token(user.id())
                  .roles(role.isEmpty() ? new String[0] : new String[] {role})
                  .teams(team.isEmpty() ? new String[0] : new String[] {team})
                  .name(user.firstName(), user.lastName())
                  .expiresAt(expiry)
                  .sign(),
              expiry);
      tokens.put(key, known);
    }
    return known.token();
  }
}
