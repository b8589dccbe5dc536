/** The limit: a bare Netty server that writes prepared frames to everybody. */
@NullMarked
package dev.ticketstream.benchmarks.broadcaster;

import org.jspecify.annotations.NullMarked;
