package dev.ticketstream.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class VerifiedTokensTests {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(10);

  private final List<String> verified = new ArrayList<>();
  private Instant now = NOW;
  private @Nullable Instant expiry = NOW.plusSeconds(60);
  private final VerifiedTokens tokens =
      new VerifiedTokens(decoder(), properties(), clock(), this::nanos);

  @Test
  void verifiesATokenOnce() {
    assertThat(tokens.decode("a")).isSameAs(tokens.decode("a"));
    assertThat(verified).containsExactly("a");
  }

  @Test
  void takesNoTokenForAnother() {
    assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
    assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
    assertThat(verified).containsExactly("a", "b");
  }

  @Test
  void asksAgainOnceATokenHasExpired() {
    tokens.decode("a");
    now = NOW.plusSeconds(60);
    tokens.decode("a");
    assertThat(verified).containsExactly("a", "a");
  }

  @Test
  void asksAgainAfterAWhileSoThatAWithdrawnKeyCounts() {
    expiry = NOW.plus(Duration.ofHours(1));
    tokens.decode("a");
    now = NOW.plus(TTL).minusMillis(1);
    tokens.decode("a");
    assertThat(verified).containsExactly("a");
    now = NOW.plus(TTL);
    tokens.decode("a");
    assertThat(verified).containsExactly("a", "a");
  }

  @Test
  void asksEveryTimeAboutATokenWithoutExpiry() {
    expiry = null;
    tokens.decode("a");
    tokens.decode("a");
    assertThat(verified).containsExactly("a", "a");
  }

  @Test
  void refusesABadTokenEveryTime() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    }
    assertThat(verified).containsExactly("bad", "bad");
  }

  private JwtDecoder decoder() {
    return token -> {
      verified.add(token);
      if (token.equals("bad")) {
        throw new BadJwtException("bad");
      }
      return Jwt.withTokenValue(token)
          .header("alg", "RS256")
          .subject(token)
          .claims(
              claims -> {
                if (expiry != null) {
                  claims.put("exp", expiry);
                }
              })
          .build();
    };
  }

  private static AccessProperties.Security properties() {
    return new AccessProperties.Security(
        new AccessProperties.Claims("sub", "roles", "groups"), List.of(), 10, TTL);
  }

  private long nanos() {
    return Duration.between(NOW, now).toNanos();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
