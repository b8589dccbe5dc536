/** Commands on tickets: what is allowed, what changes, and carrying it out. */
@NullMarked
package dev.ticketstream.command.ticket;

import org.jspecify.annotations.NullMarked;
