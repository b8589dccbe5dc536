package dev.ticketstream.gateway.revocation;

import reactor.core.publisher.Mono;

/** Revokes users' tokens on all instances. */
public interface Revocations {

  /**
   * Revokes a user's tokens and closes the connections that were made with them.
   *
   * @param revocation whose, and until which time of issue
   * @return what is revoked now, which is more if an earlier revocation went further; fails with
   *     {@link RevocationFailedException} when it could not be stored
   */
  Mono<Revocation> revoke(Revocation revocation);
}
