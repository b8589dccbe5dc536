/**
 * What a team would build with Spring alone: the stock WebSocket handler and a filtered Flux each.
 */
@NullMarked
package dev.ticketstream.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
