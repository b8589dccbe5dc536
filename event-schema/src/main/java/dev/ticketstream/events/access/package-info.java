/**
 * Who may see a ticket or an event, what of it, and to which statuses they may move it: the one
 * policy that both services apply, on live push, replay, history and queries alike.
 */
@NullMarked
package dev.ticketstream.events.access;

import org.jspecify.annotations.NullMarked;
