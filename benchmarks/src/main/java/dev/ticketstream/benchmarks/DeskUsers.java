package dev.ticketstream.benchmarks;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Who works at the desk and who writes to it.
 *
 * @param agents staff, in five teams
 * @param customers everybody else
 */
record DeskUsers(List<Viewer> agents, List<Viewer> customers) {

  static final List<String> TEAMS =
      List.of("first-line", "second-line", "network", "billing", "applications");

  private static final int AGENTS = 40;
  private static final int CUSTOMERS = 2_000;
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

  static DeskUsers create() {
    return new DeskUsers(
        IntStream.range(0, AGENTS)
            .mapToObj(i -> user("agent" + i, Role.AGENT, Set.of(TEAMS.get(i % TEAMS.size()))))
            .toList(),
        IntStream.range(0, CUSTOMERS)
            .mapToObj(i -> user("customer" + i, Role.CUSTOMER, Set.of()))
            .toList());
  }

  Viewer agent(RandomGenerator random) {
    return agents.get(random.nextInt(agents.size()));
  }

  Viewer customer(RandomGenerator random) {
    return customers.get(random.nextInt(customers.size()));
  }

  /** A signed token that outlives the benchmark. */
  static String token(TestIssuer issuer, Viewer user) {
    return issuer
        .token(user.id())
        .name(user.user().firstName(), user.user().lastName())
        .roles(
            user.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .teams(user.teams().toArray(String[]::new))
        .expiresAt(Instant.now().plus(TOKEN_LIFETIME))
        .sign();
  }

  private static Viewer user(String id, Role role, Set<String> teams) {
    return new Viewer(new UserRef(id, "Sam " + id, "Miller", null), Set.of(role), teams);
  }
}
