/** Tests of the whole service over real HTTP, with a real PostgreSQL behind it. */
@NullMarked
package dev.ticketstream.command;

import org.jspecify.annotations.NullMarked;
