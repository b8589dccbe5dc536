/** Tests of the fan-out benchmark's load. */
@NullMarked
package dev.ticketstream.benchmarks.swarm;

import org.jspecify.annotations.NullMarked;
