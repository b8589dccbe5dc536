/** What a subscriber asks for, and which subscribers an event matches; knows no framework. */
@NullMarked
package dev.ticketstream.gateway.subscription;

import org.jspecify.annotations.NullMarked;
