package dev.ticketstream.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RevokedUsersTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = NOON;
  private final RevokedUsers users =
      new RevokedUsers(
          Duration.ofHours(1),
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private static Revocation revocation(String userId, Instant issuedUntil) {
    return new Revocation(userId, issuedUntil, "admin");
  }

  @Test
  void refusesTokensThatWereIssuedAtThatTimeOrBefore() {
    users.add(revocation("alice", NOON));
    assertThat(users.isRevoked("alice", NOON.minusSeconds(1))).isTrue();
    assertThat(users.isRevoked("alice", NOON)).isTrue();
    assertThat(users.isRevoked("alice", NOON.plusSeconds(1))).isFalse();
    assertThat(users.isRevoked("bob", NOON.minusSeconds(1))).isFalse();
  }

  @Test
  void refusesTokensThatDoNotSayWhenTheyWereIssuedOfRevokedUsersOnly() {
    users.add(revocation("alice", NOON));
    assertThat(users.isRevoked("alice", null)).isTrue();
    assertThat(users.isRevoked("bob", null)).isFalse();
  }

  @Test
  void keepsTheRevocationThatGoesFurthest() {
    users.add(revocation("alice", NOON));
    users.add(revocation("alice", NOON.minusSeconds(600)));
    assertThat(users.isRevoked("alice", NOON)).isTrue();
    users.add(revocation("alice", NOON.plusSeconds(5)));
    assertThat(users.isRevoked("alice", NOON.plusSeconds(5))).isTrue();
    assertThat(users.size()).isEqualTo(1);
  }

  @Test
  void forgetsARevocationWhenAllItsTokensHaveExpired() {
    users.add(revocation("alice", NOON));
    now = NOON.plus(Duration.ofHours(1)).plusSeconds(1);
    assertThat(users.isRevoked("alice", NOON)).isFalse();
    users.expire();
    assertThat(users.size()).isZero();
    assertThat(users.add(revocation("alice", NOON))).isNull();
  }

  @Test
  void readsWhatItWritesAndWhatNewerGatewaysWrite() {
    Revocation revocation = revocation("alice", NOON);
    assertThat(RevocationFormat.read("alice", RevocationFormat.write(revocation)))
        .isEqualTo(revocation);
    assertThat(
            RevocationFormat.read(
                "alice",
                """
                {"issuedUntil":"2026-03-01T12:00:00Z","revokedBy":"admin","reason":{"a":[1]}}\
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(revocation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{}", "{\"issuedUntil\":\"noon\"}", "7"})
  void knowsAValueThatIsNoRevocation(String value) {
    assertThat(RevocationFormat.read("alice", value.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void hasTheseDefaultsWhichCanBeSet() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RevocationProperties(
                "gateway-revocations",
                (short) -1,
                Duration.ofHours(24),
                Duration.ofSeconds(5),
                Duration.ofMillis(500)));
    assertThat(
            bind(
                Map.of(
                    "ticketstream.revocation.topic", "t",
                    "ticketstream.revocation.replication-factor", "3",
                    "ticketstream.revocation.token-lifetime-max", "1h",
                    "ticketstream.revocation.write-timeout", "2s",
                    "ticketstream.revocation.retry-delay", "3s")))
        .isEqualTo(
            new RevocationProperties(
                "t", (short) 3, Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
  }

  private static RevocationProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ticketstream.revocation", RevocationProperties.class);
  }
}
