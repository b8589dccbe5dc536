package dev.ticketstream.standalone.issuer;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who can sign in to the standalone platform. The password is the name.
 *
 * @param name the user's id and user name
 * @param givenName first name
 * @param familyName last name
 * @param role {@code ADMIN}, {@code AGENT} or {@code CUSTOMER}
 * @param teams ids of the teams the user belongs to
 */
public record DemoUser(
    String name, String givenName, String familyName, String role, List<String> teams) {

  private static final List<DemoUser> ALL =
      List.of(
          new DemoUser("admin", "Ada", "Min", "ADMIN", List.of()),
          new DemoUser("alice", "Alice", "Archer", "AGENT", List.of("first-line")),
          new DemoUser("bob", "Bob", "Baker", "AGENT", List.of("first-line")),
          new DemoUser("tess", "Tess", "Tanner", "AGENT", List.of("second-line")),
          new DemoUser("carol", "Carol", "Cooper", "CUSTOMER", List.of()),
          new DemoUser("dave", "Dave", "Dyer", "CUSTOMER", List.of()));

  public DemoUser {
    teams = List.copyOf(teams);
  }

  /** All of them. */
  public static List<DemoUser> all() {
    return ALL;
  }

  /**
   * Finds a user.
   *
   * @param name the user's name
   */
  public static Optional<DemoUser> named(String name) {
    return ALL.stream().filter(user -> user.name().equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return ALL.stream().map(DemoUser::name).collect(joining(", "));
  }

  /** What the user types to sign in. */
  public String password() {
    return name;
  }
}
