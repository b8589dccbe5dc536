/** Users and teams, as far as tokens made them known. */
@NullMarked
package dev.ticketstream.command.directory;

import org.jspecify.annotations.NullMarked;
