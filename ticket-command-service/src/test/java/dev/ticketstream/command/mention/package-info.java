/** Tests of what may be a mention. */
@NullMarked
package dev.ticketstream.command.mention;

import org.jspecify.annotations.NullMarked;
