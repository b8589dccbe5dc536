package dev.ticketstream.command.eventstore;

import dev.ticketstream.events.SupportTicketEvent;
import java.util.Optional;
import org.jspecify.annotations.NonNull;

/**
 * A stream that the transaction has locked.
 *
 * @param preceding what the statements before the lock answered
 * @param newest the stream's newest event, or empty when there is no such stream
 * @param <T> what they answer
 */
public record Locked<T extends @NonNull Object>(T preceding, Optional<SupportTicketEvent> newest) {}
