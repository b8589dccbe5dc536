/** Tests that the benchmarks still run. */
@NullMarked
package dev.ticketstream.benchmarks;

import org.jspecify.annotations.NullMarked;
