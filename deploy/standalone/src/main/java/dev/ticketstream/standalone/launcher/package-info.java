/**
 * The {@code up} command: checks the machine, starts every part in order and reports how long it
 * took.
 */
@NullMarked
package dev.ticketstream.standalone.launcher;

import org.jspecify.annotations.NullMarked;
