/** Tests of the deadline's clock. */
@NullMarked
package dev.ticketstream.command.sla;

import org.jspecify.annotations.NullMarked;
