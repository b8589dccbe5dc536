package dev.ticketstream.standalone.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import dev.ticketstream.standalone.terminal.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Signs access tokens for demo users with the issuer's own key, without asking the issuer. Works
 * only for whoever can read the key in the data folder.
 */
public final class DemoTokens {

  private final RSAKey key;
  private final String issuer;

  private DemoTokens(RSAKey key, String issuer) {
    this.key = key;
    this.issuer = issuer;
  }

  /**
   * Tokens of the platform with this data folder.
   *
   * @param folder the folder; the platform must have been started in it before
   * @throws IOException when the key cannot be read
   */
  public static DemoTokens of(DataFolder folder) throws IOException {
    Path key = folder.issuerKey();
    if (!Files.exists(key)) {
      throw new StandaloneException(
          "there is no platform in %s yet: start it with deploy/standalone/up"
              .formatted(folder.root()));
    }
    return new DemoTokens(SigningKey.read(key), Endpoints.read(folder).issuer());
  }

  /**
   * Signs a token.
   *
   * @param user whom it is for
   * @param lifetime how long it is valid
   * @return the token in compact form
   */
  public String sign(DemoUser user, Duration lifetime) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(user.name())
            .audience(DemoClaims.AUDIENCE)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)));
    DemoClaims.of(user).forEach(claims::claim);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's key cannot sign", e);
    }
    return token.serialize();
  }
}
