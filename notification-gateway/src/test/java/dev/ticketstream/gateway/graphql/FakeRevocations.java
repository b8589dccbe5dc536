package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.revocation.Revocation;
import dev.ticketstream.gateway.revocation.RevocationFailedException;
import dev.ticketstream.gateway.revocation.Revocations;
import dev.ticketstream.gateway.security.TokenRevocations;
import dev.ticketstream.gateway.wire.SessionRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Revocations without Kafka: of this instance only. The user {@code nowhere} cannot be stored;
 * {@code meanwhile} is revoked as soon as somebody has looked whether they are.
 */
final class FakeRevocations implements Revocations, TokenRevocations {

  private final Map<String, Revocation> byUser = new ConcurrentHashMap<>();
  private final SessionRegistry sessions;
  private final AtomicBoolean looked = new AtomicBoolean();

  FakeRevocations(SessionRegistry sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean isLoaded() {
    return true;
  }

  @Override
  public boolean isRevoked(String userId, @Nullable Instant issuedAt) {
    if (userId.equals("meanwhile")) {
      return looked.getAndSet(true);
    }
    Revocation revocation = byUser.get(userId);
    return revocation != null && (issuedAt == null || !issuedAt.isAfter(revocation.issuedUntil()));
  }

  @Override
  public Mono<Revocation> revoke(Revocation revocation) {
    if (revocation.userId().equals("nowhere")) {
      return Mono.error(
          new RevocationFailedException("send it again", new IllegalStateException("no Kafka")));
    }
    byUser.put(revocation.userId(), revocation);
    sessions.revoke(revocation.userId(), revocation.issuedUntil());
    return Mono.just(revocation);
  }
}
