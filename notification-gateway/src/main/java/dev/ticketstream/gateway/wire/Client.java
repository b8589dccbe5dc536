package dev.ticketstream.gateway.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has connected, as far as it is known without a token.
 *
 * @param id the connection's number on this instance; later ones have higher numbers
 * @param connectedAt since when
 * @param origin the web page's origin, {@code null} if the client is no browser
 * @param userAgent what the client calls itself, cut, {@code null} if it does not
 */
public record Client(
    long id, Instant connectedAt, @Nullable String origin, @Nullable String userAgent) {}
