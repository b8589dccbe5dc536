/** Every ticket's stream of events: append with an expected version, and read. */
@NullMarked
package dev.ticketstream.command.eventstore;

import org.jspecify.annotations.NullMarked;
