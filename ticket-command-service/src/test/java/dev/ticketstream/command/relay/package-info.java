/** Tests of the relay, on a real PostgreSQL and a real Kafka. */
@NullMarked
package dev.ticketstream.command.relay;

import org.jspecify.annotations.NullMarked;
