/** Who calls, and how much: the resource server, the viewer behind a token, and rate limits. */
@NullMarked
@ApplicationModule(allowedDependencies = {"http", "ticket"})
package dev.ticketstream.command.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
