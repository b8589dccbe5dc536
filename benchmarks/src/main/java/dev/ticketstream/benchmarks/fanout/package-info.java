/**
 * Measures how fast the notification gateway pushes events, beside what a team would build instead
 * and beside the machine's limit.
 */
@NullMarked
package dev.ticketstream.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
