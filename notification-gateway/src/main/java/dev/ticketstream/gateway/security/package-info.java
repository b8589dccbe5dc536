/** Who may connect: tokens, origins and what HTTP endpoints ask for. */
@NullMarked
package dev.ticketstream.gateway.security;

import org.jspecify.annotations.NullMarked;
