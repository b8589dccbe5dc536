/** What HTTP requests are answered that no part of the API takes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.ticketstream.command.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
