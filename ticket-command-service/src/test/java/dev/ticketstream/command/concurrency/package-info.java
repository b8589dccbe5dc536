/** Tests of this package. */
@NullMarked
package dev.ticketstream.command.concurrency;

import org.jspecify.annotations.NullMarked;
