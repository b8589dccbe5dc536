/** Makes the read model anew from the events, while the service goes on. */
@NullMarked
@ApplicationModule(allowedDependencies = {"eventstore", "view"})
package dev.ticketstream.command.rebuild;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
