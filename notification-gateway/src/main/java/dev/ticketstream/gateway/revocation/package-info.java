/** Revocation of a user's tokens by an admin, on all instances, through a compacted topic. */
@NullMarked
package dev.ticketstream.gateway.revocation;

import org.jspecify.annotations.NullMarked;
