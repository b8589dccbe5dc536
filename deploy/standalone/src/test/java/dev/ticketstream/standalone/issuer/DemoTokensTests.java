package dev.ticketstream.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import dev.ticketstream.events.access.ViewerClaims;
import dev.ticketstream.standalone.datafolder.DataFolder;
import dev.ticketstream.standalone.datafolder.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTokensTests {

  @TempDir private Path root;
  private DataFolder folder;
  private RSAKey key;

  @BeforeEach
  void start() throws Exception {
    folder = new DataFolder(root);
    folder.open();
    key = SigningKey.readOrCreate(folder.issuerKey());
    new Endpoints(9990, 2, 3, 4, 5, 6).write(folder);
  }

  private SignedJWT token(String user) throws Exception {
    return SignedJWT.parse(
        DemoTokens.of(folder).sign(DemoUser.named(user).orElseThrow(), Duration.ofMinutes(5)));
  }

  @Test
  void theTokenIsSignedWithTheIssuersKeyForOurAudience() throws Exception {
    SignedJWT token = token("alice");
    assertThat(token.verify(new RSASSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:9990");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("ticketstream");
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isBetween(Instant.now().plusSeconds(290), Instant.now().plusSeconds(301));
  }

  @Test
  void theClaimsMakeTheViewerThatTheServicesExpect() throws Exception {
    Viewer alice = ViewerClaims.DEFAULTS.viewer(token("alice").getJWTClaimsSet().getClaims());
    assertThat(alice.id()).isEqualTo("alice");
    assertThat(alice.user().firstName()).isEqualTo("Alice");
    assertThat(alice.user().lastName()).isEqualTo("Archer");
    assertThat(alice.roles()).containsExactly(Role.AGENT);
    assertThat(alice.teams()).containsExactly("first-line");
    assertThat(ViewerClaims.DEFAULTS.viewer(token("admin").getJWTClaimsSet().getClaims()).isAdmin())
        .isTrue();
    Viewer carol = ViewerClaims.DEFAULTS.viewer(token("carol").getJWTClaimsSet().getClaims());
    assertThat(carol.roles()).containsExactly(Role.CUSTOMER);
    assertThat(carol.teams()).isEmpty();
  }

  @Test
  void theKeyIsKeptAndOnlyForItsOwner() throws Exception {
    assertThat(SigningKey.readOrCreate(folder.issuerKey())).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.issuerKey())))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyIsOneClearLine() throws Exception {
    Files.writeString(folder.issuerKey(), "{}");
    assertThatThrownBy(() -> DemoTokens.of(folder)).hasMessageContaining("is no key any more");
  }

  @Test
  void aPlatformThatWasNeverStartedIsOneClearLine() {
    assertThatThrownBy(() -> DemoTokens.of(new DataFolder(root.resolve("other"))))
        .hasMessageContaining("start it with deploy/standalone/up");
  }
}
