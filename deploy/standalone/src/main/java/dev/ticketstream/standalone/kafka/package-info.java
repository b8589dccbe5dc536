/** A single-node Kafka broker as a part of the platform, with its data in the data folder. */
@NullMarked
package dev.ticketstream.standalone.kafka;

import org.jspecify.annotations.NullMarked;
