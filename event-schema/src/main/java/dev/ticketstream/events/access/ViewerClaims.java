package dev.ticketstream.events.access;

import dev.ticketstream.events.UserRef;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a token keeps what a {@link Viewer} is made of. A claim's name may be a path with dots,
 * such as {@code realm_access.roles}. The defaults are Keycloak's shape.
 *
 * @param userId claim with the user's id
 * @param roles claim with a list of role names; names that are no {@link Role} are ignored
 * @param teams claim with a list of team ids; a leading {@code /} (Keycloak's group path) is
 *     dropped
 */
public record ViewerClaims(String userId, String roles, String teams) {

  /** Keycloak's shape: {@code sub}, {@code realm_access.roles}, {@code groups}. */
  public static final ViewerClaims DEFAULTS =
      new ViewerClaims("sub", "realm_access.roles", "groups");

  /**
   * Reads the viewer from a verified token's claims.
   *
   * @param claims the claims; names come from {@code given_name}, {@code family_name} and {@code
   *     picture}, with {@code preferred_username} standing in for a missing given name
   * @return the viewer
   * @throws IllegalArgumentException when the token names no user
   */
  public Viewer viewer(Map<String, Object> claims) {
    if (!(find(claims, userId) instanceof String id) || id.isBlank()) {
      throw new IllegalArgumentException("the token has no claim \"%s\"".formatted(userId));
    }
    String givenName = text(claims, "given_name");
    String firstName = givenName == null ? text(claims, "preferred_username") : givenName;
    String lastName = text(claims, "family_name");
    UserRef user =
        new UserRef(
            id,
            firstName == null ? "" : firstName,
            lastName == null ? "" : lastName,
            text(claims, "picture"));
    return new Viewer(user, roles(claims), teams(claims));
  }

  private Set<Role> roles(Map<String, Object> claims) {
    Set<Role> found = EnumSet.noneOf(Role.class);
    for (String name : strings(find(claims, roles))) {
      for (Role role : Role.values()) {
        if (role.name().equals(name.toUpperCase(Locale.ROOT))) {
          found.add(role);
        }
      }
    }
    return found;
  }

  private Set<String> teams(Map<String, Object> claims) {
    Set<String> found = new LinkedHashSet<>();
    for (String name : strings(find(claims, teams))) {
      found.add(name.startsWith("/") ? name.substring(1) : name);
    }
    return found;
  }

  private static @Nullable String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isBlank() ? text : null;
  }

  private static Set<String> strings(@Nullable Object value) {
    Set<String> strings = new LinkedHashSet<>();
    if (value instanceof Collection<?> list) {
      for (Object element : list) {
        if (element instanceof String text && !text.isBlank()) {
          strings.add(text);
        }
      }
    } else if (value instanceof String text && !text.isBlank()) {
      strings.add(text);
    }
    return strings;
  }

  private static @Nullable Object find(Map<?, ?> claims, String path) {
    Object direct = claims.get(path);
    int dot = path.indexOf('.');
    if (direct != null || dot < 0) {
      return direct;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> nested
        ? find(nested, path.substring(dot + 1))
        : null;
  }
}
