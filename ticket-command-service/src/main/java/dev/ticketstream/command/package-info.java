/**
 * The ticket command service: decides and stores ticket changes, and answers queries about them.
 */
@NullMarked
package dev.ticketstream.command;

import org.jspecify.annotations.NullMarked;
