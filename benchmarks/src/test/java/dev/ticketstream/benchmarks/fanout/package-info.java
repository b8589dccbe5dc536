/** Tests of the fan-out benchmark. */
@NullMarked
package dev.ticketstream.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
