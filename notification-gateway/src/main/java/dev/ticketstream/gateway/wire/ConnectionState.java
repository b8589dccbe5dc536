package dev.ticketstream.gateway.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands at a moment.
 *
 * @param protocol what it speaks
 * @param client who has connected
 * @param grant whose it is, {@code null} until the client has said so
 * @param operations operations in progress
 * @param heldBack operations that have fallen behind and wait for the client to read
 * @param queuedBytes bytes that wait to be written or taken by the client
 * @param overBound whether these are more than they should be
 * @param lastWrittenAt when something was last written, {@code null} if nothing was
 */
public record ConnectionState(
    Protocol protocol,
    Client client,
    @Nullable Grant grant,
    int operations,
    int heldBack,
    long queuedBytes,
    boolean overBound,
    @Nullable Instant lastWrittenAt) {

  /** What a connection speaks. */
  public enum Protocol {
    /** WebSocket with graphql-transport-ws. */
    WEBSOCKET,
    /** One operation's results as server-sent events. */
    EVENT_STREAM
  }
}
