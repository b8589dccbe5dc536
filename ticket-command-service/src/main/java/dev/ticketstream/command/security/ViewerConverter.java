package dev.ticketstream.command.security;

import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads the viewer from a verified token, within limits that keep rows and events small. */
final class ViewerConverter implements Converter<Jwt, ViewerAuthentication> {

  /** Longest user or team id, in characters; a longer user id is refused, a longer team ignored. */
  static final int ID_LENGTH_MAX = 200;

  /** Longest first or last name, in characters; more is cut off. */
  static final int NAME_LENGTH_MAX = 100;

  /** Longest avatar URL, in characters; a longer one is ignored. */
  static final int AVATAR_LENGTH_MAX = 500;

  /** Most teams of a user; more are ignored. */
  static final int TEAMS_MAX = 100;

  private final ViewerClaims claims;

  ViewerConverter(ViewerClaims claims) {
    this.claims = claims;
  }

  @Override
  public ViewerAuthentication convert(Jwt token) {
    try {
      Instant issuedAt = token.getIssuedAt();
      return new ViewerAuthentication(
          bounded(claims.viewer(token.getClaims())), issuedAt == null ? Instant.EPOCH : issuedAt);
    } catch (IllegalArgumentException e) {
      throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Viewer bounded(Viewer viewer) {
    UserRef user = viewer.user();
    if (!isId(user.id())) {
      throw new IllegalArgumentException("the token's user id is too long or has odd characters");
    }
    String avatar = user.avatar();
    Set<String> teams =
        viewer.teams().stream()
            .filter(ViewerConverter::isId)
            .sorted()
            .limit(TEAMS_MAX)
            .collect(Collectors.toUnmodifiableSet());
    return new Viewer(
        new UserRef(user.id(), name(user.firstName()), name(user.lastName()), avatar(avatar)),
        viewer.roles(),
        teams);
  }

  private static boolean isId(String id) {
    return id.length() <= ID_LENGTH_MAX && isPlain(id);
  }

  private static String name(String name) {
    String plain = isPlain(name) ? name : name.replaceAll("\\p{Cntrl}|\\p{Cs}", "");
    if (plain.length() <= NAME_LENGTH_MAX) {
      return plain;
    }
    int end =
        Character.isHighSurrogate(plain.charAt(NAME_LENGTH_MAX - 1))
            ? NAME_LENGTH_MAX - 1
            : NAME_LENGTH_MAX;
    return plain.substring(0, end);
  }

  private static @Nullable String avatar(@Nullable String avatar) {
    return avatar != null && avatar.length() <= AVATAR_LENGTH_MAX && isPlain(avatar)
        ? avatar
        : null;
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
