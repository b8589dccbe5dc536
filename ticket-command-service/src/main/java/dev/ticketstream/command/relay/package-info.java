/**
 * Carries committed events from the event store to Kafka, in order and once; knows no ticket rules.
 */
@NullMarked
package dev.ticketstream.command.relay;

import org.jspecify.annotations.NullMarked;
