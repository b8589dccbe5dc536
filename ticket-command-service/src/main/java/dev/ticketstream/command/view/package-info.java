/** The read model of tickets that queries are answered from. */
@NullMarked
@ApplicationModule(allowedDependencies = "eventstore")
package dev.ticketstream.command.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
