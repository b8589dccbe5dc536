package dev.ticketstream.gateway.stream;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Asks for a page of the topic from Kafka.
 *
 * @param from where to read
 * @param until where to stop at the latest, usually {@link LiveStream#end()}
 * @param watermark the time that belongs to {@code from}, to name a gap's beginning
 * @param answer gets the page, on a reader's thread; must not block
 */
public record ReplayRequest(
    StreamPosition from, StreamPosition until, Instant watermark, Consumer<ReplayPage> answer) {}
