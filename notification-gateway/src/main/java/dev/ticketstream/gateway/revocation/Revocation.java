package dev.ticketstream.gateway.revocation;

import java.time.Instant;

/**
 * A user's tokens that are no longer good.
 *
 * @param userId whose
 * @param issuedUntil those that were issued at this time or before
 * @param revokedBy the admin's id
 */
public record Revocation(String userId, Instant issuedUntil, String revokedBy) {}
