/** What the user types and reads: options, progress and one-line failures. */
@NullMarked
package dev.ticketstream.standalone.terminal;

import org.jspecify.annotations.NullMarked;
