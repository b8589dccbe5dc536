/** What the gateway answers over HTTP where GraphQL has no say: refusals, and how to do better. */
@NullMarked
package dev.ticketstream.gateway.http;

import org.jspecify.annotations.NullMarked;
