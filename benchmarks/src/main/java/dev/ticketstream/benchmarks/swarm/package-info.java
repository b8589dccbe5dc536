/**
 * The load of the fan-out benchmark: one thread that holds tens of thousands of WebSocket
 * subscribers, and checks that each gets exactly what is for it.
 */
@NullMarked
package dev.ticketstream.benchmarks.swarm;

import org.jspecify.annotations.NullMarked;
