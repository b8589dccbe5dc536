package dev.ticketstream.command.relay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as its row in the event store has it.
 *
 * @param seq its place in the order of publishing
 * @param eventId its id
 * @param ticketId its stream, and Kafka's key
 * @param version its place in the stream
 * @param type its type's name on the wire
 * @param occurredAt when it happened, by the command service's clock
 * @param payload the bytes to publish, never touched
 * @param traceparent the command's W3C trace context, if it had one
 */
@SuppressWarnings("ArrayRecordComponent") // events are handed on, never compared
record StoredEvent(
    long seq,
    UUID eventId,
    UUID ticketId,
    int version,
    String type,
    Instant occurredAt,
    byte[] payload,
    @Nullable String traceparent) {}
