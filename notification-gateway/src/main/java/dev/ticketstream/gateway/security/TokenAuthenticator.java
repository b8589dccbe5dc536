package dev.ticketstream.gateway.security;

import dev.ticketstream.gateway.wire.CloseCause;
import dev.ticketstream.gateway.wire.ConnectionAuthenticator;
import dev.ticketstream.gateway.wire.ConnectionRefusedException;
import dev.ticketstream.gateway.wire.Grant;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks the token that a client sends in {@code connection_init} or in a {@code ping}: {@code
 * {"Authorization": "Bearer …"}} or {@code {"authToken": "…"}}, in any case.
 *
 * <p>A refused token closes with 4403, as the protocol recommends: stock clients then ask for their
 * connection parameters again, and so come back with a fresh token. An issuer that cannot be asked
 * is no fault of the token's and closes with 1013.
 */
@Component
public final class TokenAuthenticator implements ConnectionAuthenticator {

  private static final Logger log = LoggerFactory.getLogger(TokenAuthenticator.class);
  private static final String AUTHORIZATION = "authorization";
  private static final String AUTH_TOKEN = "authToken";
  private static final String BEARER = "bearer ";
  private static final String NO_TOKEN =
      "No token: send {\"Authorization\": \"Bearer …\"} or {\"authToken\": \"…\"}";
  private static final String UNCHECKED = "Tokens cannot be checked now";

  private final ReactiveJwtDecoder decoder;
  private final TokenViewers viewers;
  private final TokenRevocations revocations;
  private final SecurityProperties properties;
  private final Clock clock;

  TokenAuthenticator(
      ReactiveJwtDecoder decoder,
      TokenViewers viewers,
      TokenRevocations revocations,
      SecurityProperties properties,
      Clock clock) {
    this.decoder = decoder;
    this.viewers = viewers;
    this.revocations = revocations;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Whether a message brings a token, whatever that is worth.
   *
   * @param payload a message's payload
   */
  public static boolean bringsToken(Map<String, Object> payload) {
    return token(payload).isPresent();
  }

  @Override
  public Mono<Grant> authenticate(Map<String, Object> payload) {
    return Mono.justOrEmpty(token(payload))
        .switchIfEmpty(Mono.error(() -> refused(NO_TOKEN)))
        .flatMap(decoder::decode)
        .map(this::grant)
        .timeout(properties.issuerTimeout())
        .onErrorMap(TokenAuthenticator::refusal);
  }

  private Grant grant(Jwt token) {
    Instant expiresAt = token.getExpiresAt();
    if (expiresAt == null) {
      throw refused("The token never expires");
    }
    if (!expiresAt.isAfter(clock.instant())) {
      throw refused("The token has expired");
    }
    if (!revocations.isLoaded()) {
      throw new ConnectionRefusedException(CloseCause.TOKEN_UNCHECKED, UNCHECKED);
    }
    Grant grant;
    try {
      grant = viewers.grant(token, expiresAt);
    } catch (IllegalArgumentException _) {
      throw refused("The token names no user");
    }
    if (!isGood(grant)) {
      throw new ConnectionRefusedException(CloseCause.USER_REVOKED, "The token was revoked");
    }
    return grant;
  }

  @Override
  public boolean isGood(Grant grant) {
    return !revocations.isRevoked(grant.viewer().id(), grant.issuedAt());
  }

  private static Throwable refusal(Throwable error) {
    return switch (error) {
      case ConnectionRefusedException refused -> refused;
      case BadJwtException bad -> {
        log.debug("A token was refused", bad);
        yield refused("The token was refused");
      }
      default -> {
        log.warn("A token could not be checked: {}", error.toString());
        yield new ConnectionRefusedException(CloseCause.TOKEN_UNCHECKED, UNCHECKED);
      }
    };
  }

  private static ConnectionRefusedException refused(String text) {
    return new ConnectionRefusedException(CloseCause.TOKEN_REFUSED, text);
  }

  private static Optional<String> token(Map<String, Object> payload) {
    for (Map.Entry<String, Object> entry : payload.entrySet()) {
      if (entry.getValue() instanceof String value) {
        if (entry.getKey().equalsIgnoreCase(AUTH_TOKEN)) {
          return Optional.of(value.strip());
        }
        if (entry.getKey().equalsIgnoreCase(AUTHORIZATION)
            && value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
          return Optional.of(value.substring(BEARER.length()).strip());
        }
      }
    }
    return Optional.empty();
  }
}
