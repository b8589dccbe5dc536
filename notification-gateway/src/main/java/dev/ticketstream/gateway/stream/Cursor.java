package dev.ticketstream.gateway.stream;

import java.time.Instant;
import java.util.UUID;

/**
 * The place that a subscriber has reached: all that matched before {@code position} was delivered,
 * nothing after it.
 *
 * @param topicId Kafka's id of the topic, so that a re-created topic is not mistaken for this one
 * @param position the next offset of each partition
 * @param watermark the time of the newest event before the position, in milliseconds
 */
public record Cursor(UUID topicId, StreamPosition position, Instant watermark) {}
