/** {@code GET /tickets.csv}: the tickets of a filter as a file for spreadsheets. */
@NullMarked
@ApplicationModule(allowedDependencies = {"concurrency", "graphql", "ticket", "view"})
package dev.ticketstream.command.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
