/** {@code rebuild}: makes the read model anew from the events. */
@NullMarked
package dev.ticketstream.standalone.rebuild;

import org.jspecify.annotations.NullMarked;
