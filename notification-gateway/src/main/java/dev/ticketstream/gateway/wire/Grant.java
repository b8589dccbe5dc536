package dev.ticketstream.gateway.wire;

import dev.ticketstream.events.access.Viewer;
import java.time.Instant;

/**
 * Who a connection belongs to.
 *
 * @param viewer the user
 * @param expiresAt when the token expires
 */
public record Grant(Viewer viewer, Instant expiresAt) {}
