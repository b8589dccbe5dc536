/** The OpenID Connect issuer with the demo users, and the {@code token} command. */
@NullMarked
package dev.ticketstream.standalone.issuer;

import org.jspecify.annotations.NullMarked;
