/** Starts what is measured as processes of their own, and reads what they use. */
@NullMarked
package dev.ticketstream.benchmarks.process;

import org.jspecify.annotations.NullMarked;
