/** Finds in Markdown what may be the mention of a user. Pure. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.mention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
