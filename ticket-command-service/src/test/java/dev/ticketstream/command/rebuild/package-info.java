/** Tests of the read model's rebuild. */
@NullMarked
package dev.ticketstream.command.rebuild;

import org.jspecify.annotations.NullMarked;
