/** Who calls: the resource server and the viewer behind a token. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
