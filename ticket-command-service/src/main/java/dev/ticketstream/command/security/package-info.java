/** Who calls: the resource server and the viewer behind a token. */
@NullMarked
package dev.ticketstream.command.security;

import org.jspecify.annotations.NullMarked;
