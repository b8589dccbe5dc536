package dev.ticketstream.gateway.wire;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Finds out who is on the other end of a connection. */
@FunctionalInterface
public interface ConnectionAuthenticator {

  /**
   * Checks the credentials that a client sent.
   *
   * @param payload of {@code connection_init}, or of a {@code ping} that brings a fresh token
   * @return who it is and how long that is good for; fails with {@link ConnectionRefusedException}
   */
  Mono<Grant> authenticate(Map<String, Object> payload);

  /**
   * Whether a grant is still good: it may have been revoked since.
   *
   * @param grant what {@link #authenticate} gave
   */
  default boolean isGood(Grant grant) {
    return true;
  }
}
