/** Turns event records into the bytes and headers that travel on Kafka, and back. */
@NullMarked
package dev.ticketstream.events.codec;

import org.jspecify.annotations.NullMarked;
