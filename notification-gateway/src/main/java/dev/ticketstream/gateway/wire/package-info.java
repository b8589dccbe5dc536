/**
 * The {@code graphql-transport-ws} protocol: messages, close codes, and one connection's session;
 * knows neither Spring nor what is subscribed to.
 */
@NullMarked
package dev.ticketstream.gateway.wire;

import org.jspecify.annotations.NullMarked;
