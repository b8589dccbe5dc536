/** When a ticket should be resolved: allowed times, working hours and holidays. Pure. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
