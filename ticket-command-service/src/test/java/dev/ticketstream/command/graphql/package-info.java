/** Tests of the API's inputs and limits. */
@NullMarked
package dev.ticketstream.command.graphql;

import org.jspecify.annotations.NullMarked;
