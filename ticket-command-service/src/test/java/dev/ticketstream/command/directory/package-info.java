/** Tests of what is remembered of users. */
@NullMarked
package dev.ticketstream.command.directory;

import org.jspecify.annotations.NullMarked;
