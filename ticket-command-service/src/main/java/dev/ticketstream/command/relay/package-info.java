/**
 * Carries committed events from the event store to Kafka, in order and once; knows no ticket rules.
 */
@ApplicationModule(allowedDependencies = {"eventstore"})
@NullMarked
package dev.ticketstream.command.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
