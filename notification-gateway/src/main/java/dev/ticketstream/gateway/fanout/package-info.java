/** Gives every subscription the events that it asked for and may see. */
@NullMarked
package dev.ticketstream.gateway.fanout;

import org.jspecify.annotations.NullMarked;
