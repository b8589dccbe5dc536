/** The GraphQL API: controllers, inputs, error mapping and request limits. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"concurrency", "ticket", "view", "directory", "security", "http"})
package dev.ticketstream.command.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
