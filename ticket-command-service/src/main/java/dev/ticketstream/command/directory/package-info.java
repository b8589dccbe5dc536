/** Users and teams, as far as tokens made them known. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
