/** Every ticket's stream of events: append with an expected version, and read. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.eventstore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
