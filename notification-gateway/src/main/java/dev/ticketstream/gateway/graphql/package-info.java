/** The GraphQL API: schema, subscriptions, and the WebSocket endpoint that serves them. */
@NullMarked
package dev.ticketstream.gateway.graphql;

import org.jspecify.annotations.NullMarked;
