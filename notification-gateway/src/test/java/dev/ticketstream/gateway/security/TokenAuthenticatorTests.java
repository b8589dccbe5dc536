package dev.ticketstream.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.ConnectionRefusedException;
import dev.ticketstream.gateway.wire.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** What a refusal means for the client: whose fault it is, and whether to come back. */
class TokenAuthenticatorTests {

  private static final SecurityProperties PROPERTIES =
      new SecurityProperties(
          new SecurityProperties.Claims("sub", "realm_access.roles", "groups"),
          List.of(),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          true);

  @Test
  void grantsUntilTheTokenExpires() {
    Instant expiresAt = Instant.now().plusSeconds(60);
    Grant grant = authenticate(_ -> Mono.just(token("alice", expiresAt)));
    assertThat(grant.viewer().id()).isEqualTo("alice");
    assertThat(grant.expiresAt()).isEqualTo(expiresAt);
  }

  @Test
  void blamesTheTokenWhenItIsBad() {
    assertRefused(_ -> Mono.error(new BadJwtException("forged")), CloseCode.FORBIDDEN);
    assertRefused(_ -> Mono.just(token("alice", null)), CloseCode.FORBIDDEN);
    assertRefused(_ -> Mono.just(token("alice", Instant.now())), CloseCode.FORBIDDEN);
    assertRefused(_ -> Mono.just(token(" ", Instant.now().plusSeconds(9))), CloseCode.FORBIDDEN);
  }

  @Test
  void asksTheClientToComeBackWhenTheIssuerCannotBeAsked() {
    assertRefused(_ -> Mono.error(new JwtException("no keys")), CloseCode.TRY_AGAIN_LATER);
    assertRefused(_ -> Mono.error(new IllegalStateException("down")), CloseCode.TRY_AGAIN_LATER);
    assertRefused(
        _ -> Mono.error(new IllegalArgumentException("no discovery")), CloseCode.TRY_AGAIN_LATER);
    assertRefused(_ -> Mono.never(), CloseCode.TRY_AGAIN_LATER);
  }

  private void assertRefused(ReactiveJwtDecoder decoder, CloseCode code) {
    assertThatExceptionOfType(ConnectionRefusedException.class)
        .isThrownBy(() -> authenticate(decoder))
        .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo(code));
  }

  @Test
  void refusesATokenThatWasRevoked() {
    Instant expiresAt = Instant.now().plusSeconds(60);
    revocations.issuedUntil = Instant.now();
    assertRefused(_ -> Mono.just(token("alice", expiresAt)), CloseCode.FORBIDDEN);
    assertThat(authenticate(_ -> Mono.just(token("bob", expiresAt))).issuedAt()).isNull();
    revocations.issuedUntil = null;
    assertThat(authenticate(_ -> Mono.just(token("alice", expiresAt))).expiresAt())
        .isEqualTo(expiresAt);
  }

  @Test
  void asksTheClientToComeBackWhileRevocationsAreNotKnown() {
    revocations.loaded = false;
    assertRefused(
        _ -> Mono.just(token("alice", Instant.now().plusSeconds(60))), CloseCode.TRY_AGAIN_LATER);
  }

  private final AlicesRevocation revocations = new AlicesRevocation();

  private static final class AlicesRevocation implements TokenRevocations {
    private boolean loaded = true;
    private @Nullable Instant issuedUntil;

    @Override
    public boolean isLoaded() {
      return loaded;
    }

    @Override
    public boolean isRevoked(String userId, @Nullable Instant issuedAt) {
      Instant until = issuedUntil;
      return userId.equals("alice")
          && until != null
          && (issuedAt == null || !issuedAt.isAfter(until));
    }
  }

  private Grant authenticate(ReactiveJwtDecoder decoder) {
    Grant grant =
        new TokenAuthenticator(
                decoder, new TokenViewers(PROPERTIES), revocations, PROPERTIES, Clock.systemUTC())
            .authenticate(Map.of("authToken", "x"))
            .block(Duration.ofSeconds(20));
    return java.util.Objects.requireNonNull(grant);
  }

  private static Jwt token(String subject, @Nullable Instant expiresAt) {
    return Jwt.withTokenValue("x")
        .header("alg", "RS256")
        .subject(subject)
        .claims(
            claims -> {
              if (expiresAt != null) {
                claims.put("exp", expiresAt);
              }
            })
        .build();
  }
}
