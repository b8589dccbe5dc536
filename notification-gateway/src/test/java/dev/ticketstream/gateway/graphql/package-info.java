@NullMarked
package dev.ticketstream.gateway.graphql;

import org.jspecify.annotations.NullMarked;
