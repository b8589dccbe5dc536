/**
 * Keeps child processes running: start, readiness, restart, ordered stop, and leftovers of a killed
 * launcher.
 */
@NullMarked
package dev.ticketstream.standalone.supervision;

import org.jspecify.annotations.NullMarked;
