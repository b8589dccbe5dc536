/** Tests of the streams. */
@NullMarked
package dev.ticketstream.command.eventstore;

import org.jspecify.annotations.NullMarked;
