/** Tests of who calls. */
@NullMarked
package dev.ticketstream.command.security;

import org.jspecify.annotations.NullMarked;
