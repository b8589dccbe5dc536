/** Measures the running ticket command service against the bare statements that it needs. */
@NullMarked
package dev.ticketstream.benchmarks;

import org.jspecify.annotations.NullMarked;
