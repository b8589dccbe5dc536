/** Commands on tickets: what is allowed, what changes, and carrying it out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"eventstore", "view", "directory", "mention", "sla"})
package dev.ticketstream.command.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
