package dev.ticketstream.gateway.security;

import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import dev.ticketstream.gateway.wire.Grant;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Reads the user out of a verified token. */
@Component
public final class TokenViewers {

  private final ViewerClaims claims;

  TokenViewers(SecurityProperties properties) {
    this.claims = properties.claims().viewerClaims();
  }

  /**
   * The user whom a token describes.
   *
   * @param token a verified token
   * @throws IllegalArgumentException when it names no user
   */
  public Viewer viewer(Jwt token) {
    return claims.viewer(token.getClaims());
  }

  /**
   * What a token is good for.
   *
   * @param token a verified token
   * @param expiresAt when it expires
   * @throws IllegalArgumentException when it names no user
   */
  public Grant grant(Jwt token, Instant expiresAt) {
    return new Grant(viewer(token), expiresAt, token.getIssuedAt());
  }
}
