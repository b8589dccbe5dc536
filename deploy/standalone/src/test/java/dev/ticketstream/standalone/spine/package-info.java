/** Proofs that a ticket change gets, once and in order, from the command service to the clients. */
@NullMarked
package dev.ticketstream.standalone.spine;

import org.jspecify.annotations.NullMarked;
