@NullMarked
package dev.ticketstream.gateway.revocation;

import org.jspecify.annotations.NullMarked;
