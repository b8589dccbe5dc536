/** Tests of what is in an export's rows and parameters, and of its limits. */
@NullMarked
package dev.ticketstream.command.export;

import org.jspecify.annotations.NullMarked;
