package dev.ticketstream.gateway.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that an event is for in the same way.
 *
 * @param match in which way
 * @param filed the first {@code size} are the subscriptions ({@link Filed}); not to be changed
 * @param size how many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy is what it saves
record Run(Match match, @Nullable Object[] filed, int size) {}
