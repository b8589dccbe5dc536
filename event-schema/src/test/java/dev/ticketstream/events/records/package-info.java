/** Makes up records at random and takes them apart, for tests that hold for any event. */
@NullMarked
package dev.ticketstream.events.records;

import org.jspecify.annotations.NullMarked;
