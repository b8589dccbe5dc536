package dev.ticketstream.command.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Remembers for a short while which tokens were verified: a client sends the same one with every
 * request, and checking its signature costs more than many a query. Remembers good tokens only, and
 * none beyond its expiry.
 */
final class VerifiedTokens implements JwtDecoder {

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Cache<ByteBuffer, Jwt> verified;

  /**
   * @param decoder verifies tokens that are not remembered
   * @param properties how many are remembered, and for how long
   * @param clock tells whether one has expired
   */
  VerifiedTokens(JwtDecoder decoder, AccessProperties.Security properties, Clock clock) {
    this(decoder, properties, clock, Ticker.systemTicker());
  }

  VerifiedTokens(
      JwtDecoder decoder, AccessProperties.Security properties, Clock clock, Ticker ticker) {
    this.decoder = decoder;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(properties.tokenCacheMax())
            .expireAfterWrite(properties.tokenCacheTtl())
            .ticker(ticker)
            .build();
  }

  @Override
  public Jwt decode(String token) throws JwtException {
    ByteBuffer hash = hash(token);
    Jwt known = verified.getIfPresent(hash);
    if (known != null && !hasExpired(known)) {
      return known;
    }
    Jwt decoded = decoder.decode(token);
    if (!hasExpired(decoded)) {
      verified.put(hash, decoded);
    }
    return decoded;
  }

  /** One without an expiry counts as expired: the decoder looks at it every time. */
  private boolean hasExpired(Jwt token) {
    Instant expiry = token.getExpiresAt();
    return expiry == null || !clock.instant().isBefore(expiry);
  }

  private static ByteBuffer hash(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
