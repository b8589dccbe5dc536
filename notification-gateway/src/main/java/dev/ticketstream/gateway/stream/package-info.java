/**
 * Reads the ticket events from Kafka: the live stream, the recent past in memory, the older past by
 * replay, and the cursors that name a place in them.
 */
@NullMarked
package dev.ticketstream.gateway.stream;

import org.jspecify.annotations.NullMarked;
