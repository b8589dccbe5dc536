/** The read model of tickets that queries are answered from. */
@NullMarked
package dev.ticketstream.command.view;

import org.jspecify.annotations.NullMarked;
