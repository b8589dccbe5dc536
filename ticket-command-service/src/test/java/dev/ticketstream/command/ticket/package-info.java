/** Tests of the decisions on tickets. */
@NullMarked
package dev.ticketstream.command.ticket;

import org.jspecify.annotations.NullMarked;
