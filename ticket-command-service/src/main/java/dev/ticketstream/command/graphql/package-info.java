/** The GraphQL API: controllers, inputs, error mapping and request limits. */
@NullMarked
package dev.ticketstream.command.graphql;

import org.jspecify.annotations.NullMarked;
