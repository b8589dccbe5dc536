package dev.ticketstream.events.access;

import dev.ticketstream.events.UserRef;
import java.util.Set;

/**
 * The user on whose behalf something is read or written, as their token describes them.
 *
 * @param user who
 * @param roles never empty; who has no other role is a {@link Role#CUSTOMER}
 * @param teams ids of the teams the user belongs to
 */
public record Viewer(UserRef user, Set<Role> roles, Set<String> teams) {

  public Viewer {
    roles = roles.isEmpty() ? Set.of(Role.CUSTOMER) : Set.copyOf(roles);
    teams = Set.copyOf(teams);
  }

  /** The user's id. */
  public String id() {
    return user.id();
  }

  public boolean isAdmin() {
    return roles.contains(Role.ADMIN);
  }

  /** Whether the user works here: an admin or an agent. */
  public boolean isStaff() {
    return isAdmin() || roles.contains(Role.AGENT);
  }
}
