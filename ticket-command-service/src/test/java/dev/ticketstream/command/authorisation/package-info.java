/** The authorisation matrix: every field of the API, called by everybody. */
@NullMarked
package dev.ticketstream.command.authorisation;

import org.jspecify.annotations.NullMarked;
