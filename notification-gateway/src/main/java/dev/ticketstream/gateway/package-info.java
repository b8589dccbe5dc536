/** The notification gateway: ticket events from Kafka, pushed to GraphQL subscribers. */
@NullMarked
package dev.ticketstream.gateway;

import org.jspecify.annotations.NullMarked;
