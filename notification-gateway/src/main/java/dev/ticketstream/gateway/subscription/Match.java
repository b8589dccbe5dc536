package dev.ticketstream.gateway.subscription;

import dev.ticketstream.events.access.Exposure;

/**
 * That an event is for a subscriber.
 *
 * @param exposure how much of the event the subscriber may see
 * @param kind how the event stands to the filter
 */
public record Match(Exposure exposure, MatchKind kind) {}
