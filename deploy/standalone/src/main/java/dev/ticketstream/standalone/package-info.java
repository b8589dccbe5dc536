/** Runs the whole platform on one machine without containers, and tools around that. */
@NullMarked
package dev.ticketstream.standalone;

import org.jspecify.annotations.NullMarked;
