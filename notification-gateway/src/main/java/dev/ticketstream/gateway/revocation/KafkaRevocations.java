package dev.ticketstream.gateway.revocation;

import dev.ticketstream.gateway.wire.SessionRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stores revocations in the topic, and carries out those that come from it. */
final class KafkaRevocations implements Revocations {

  private static final Logger log = LoggerFactory.getLogger(KafkaRevocations.class);

  private final RevokedUsers users;
  private final RevocationTopic topic;
  private final SessionRegistry sessions;
  private final Counter taken;
  private final Counter malformed;

  KafkaRevocations(
      RevokedUsers users, RevocationTopic topic, SessionRegistry sessions, MeterRegistry registry) {
    this.users = users;
    this.topic = topic;
    this.sessions = sessions;
    this.taken = records(registry, "taken");
    this.malformed = records(registry, "malformed");
    Gauge.builder("ticketstream.revocation.users", users, RevokedUsers::size)
        .description("Users with tokens that are revoked and may not have expired")
        .register(registry);
  }

  private static Counter records(MeterRegistry registry, String outcome) {
    return Counter.builder("ticketstream.revocation.records")
        .description("Records that were read from the topic of revocations")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public Mono<Revocation> revoke(Revocation revocation) {
    // The topic keeps only a user's last record: it must not say less than the one before.
    Revocation known = users.get(revocation.userId());
    Revocation furthest =
        known != null && known.issuedUntil().isAfter(revocation.issuedUntil()) ? known : revocation;
    return Mono.fromCallable(() -> topic.write(furthest))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(Mono::fromFuture)
        .onErrorMap(
            error ->
                new RevocationFailedException(
                    "The revocation may not have been stored: send it again", error))
        .then(
            Mono.fromCallable(
                () -> {
                  log.info(
                      "{} revoked the tokens of {} issued until {}",
                      revocation.revokedBy(),
                      furthest.userId(),
                      furthest.issuedUntil());
                  carryOut(furthest);
                  return furthest;
                }));
  }

  /**
   * Takes a record of the topic.
   *
   * @param userId the key
   * @param value the value; none lifts the revocation
   */
  void take(@Nullable String userId, byte @Nullable [] value) {
    Revocation revocation =
        userId == null || value == null ? null : RevocationFormat.read(userId, value);
    if (revocation != null) {
      taken.increment();
      carryOut(revocation);
    } else if (userId != null && value == null) {
      taken.increment();
      users.lift(userId);
    } else {
      malformed.increment();
      log.error("A record of the topic of revocations is malformed; its key is {}", userId);
    }
  }

  /** All that was in the topic when this instance began has been taken. */
  void loaded() {
    if (!users.isLoaded()) {
      users.setLoaded();
      log.info("Know the revocations of {} users", users.size());
    }
    users.expire();
  }

  private void carryOut(Revocation revocation) {
    if (users.add(revocation) != null) {
      int closed = sessions.revoke(revocation.userId(), revocation.issuedUntil());
      if (closed > 0) {
        log.info("Closed {} connections of {}", closed, revocation.userId());
      }
    }
  }
}
