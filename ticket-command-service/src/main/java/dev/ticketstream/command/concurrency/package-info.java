/** How much of something runs at once. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.concurrency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
