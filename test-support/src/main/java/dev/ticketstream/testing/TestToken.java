package dev.ticketstream.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a signed token; from {@link TestIssuer#token(String)}. */
public final class TestToken {

  private final String userId;
  private String issuer;
  private RSAKey key;
  private String audience = TestIssuer.AUDIENCE;
  private Instant expiresAt = Instant.now().plus(Duration.ofMinutes(5));
  private @Nullable Instant issuedAt;
  private List<String> roles = List.of();
  private List<String> teams = List.of();
  private String firstName;
  private String lastName = "Test";

  TestToken(String userId, String issuer, RSAKey key) {
    this.userId = userId;
    this.issuer = issuer;
    this.key = key;
    this.firstName = userId;
  }

  /** Role names as Keycloak writes them, e.g. {@code agent}. */
  public TestToken roles(String... names) {
    roles = List.of(names);
    return this;
  }

  /** Team ids. */
  public TestToken teams(String... ids) {
    teams = List.of(ids);
    return this;
  }

  public TestToken name(String first, String last) {
    firstName = first;
    lastName = last;
    return this;
  }

  public TestToken audience(String value) {
    audience = value;
    return this;
  }

  public TestToken expiresAt(Instant instant) {
    expiresAt = instant;
    return this;
  }

  /** When it says that it was issued; an hour before it expires by default. */
  public TestToken issuedAt(Instant instant) {
    issuedAt = instant;
    return this;
  }

  /** Names another issuer than the one that signs. */
  public TestToken issuer(String uri) {
    issuer = uri;
    return this;
  }

  /** Signs with a key that the issuer does not publish. */
  public TestToken wrongKey() {
    key = TestIssuer.newKey();
    return this;
  }

  /**
   * Signs the token.
   *
   * @return the token in compact form
   */
  public String sign() {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(userId)
            .issuer(issuer)
            .audience(audience)
            .issueTime(
                Date.from(issuedAt == null ? expiresAt.minus(Duration.ofHours(1)) : issuedAt))
            .expirationTime(Date.from(expiresAt))
            .claim("preferred_username", userId)
            .claim("given_name", firstName)
            .claim("family_name", lastName)
            .claim("realm_access", Map.of("roles", roles))
            .claim("groups", teams)
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
