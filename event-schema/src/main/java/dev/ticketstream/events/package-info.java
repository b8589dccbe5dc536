/**
 * The contract between the ticket command service and everyone who consumes its events: what a
 * support-ticket event is, what it carries and on which topic it travels.
 */
@NullMarked
package dev.ticketstream.events;

import org.jspecify.annotations.NullMarked;
