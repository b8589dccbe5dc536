package dev.ticketstream.command.eventstore;

import java.util.UUID;

/**
 * Events were stored. Published inside the transaction; listen after its commit.
 *
 * @param ticketId the stream
 * @param firstVersion version of the first of them
 * @param lastVersion version of the last of them
 */
public record EventsAppended(UUID ticketId, int firstVersion, int lastVersion) {}
