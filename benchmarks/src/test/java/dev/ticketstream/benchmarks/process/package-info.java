/** Tests of the processes of a benchmark. */
@NullMarked
package dev.ticketstream.benchmarks.process;

import org.jspecify.annotations.NullMarked;
