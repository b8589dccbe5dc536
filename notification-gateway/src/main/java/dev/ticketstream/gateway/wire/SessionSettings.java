package dev.ticketstream.gateway.wire;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A session's limits and times.
 *
 * @param initTimeout how long the client has to send {@code connection_init}
 * @param pingInterval how often the server pings
 * @param pongTimeout how long the client has to answer a ping
 * @param expiryWarning how long before the token's expiry the client is warned
 * @param operationsMax operations at a time on a connection
 * @param messagesPerSecondMax client messages that are taken in a second; more are read later
 * @param messageBytesMax largest client message in bytes
 * @param outboundBytesMax bytes that may wait to be written to a connection
 * @param slowConsumerTimeout how long a connection may stay over {@code outboundBytesMax}
 * @param closeTimeout how long the client has to answer the close frame
 */
public record SessionSettings(
    Duration initTimeout,
    Duration pingInterval,
    Duration pongTimeout,
    Duration expiryWarning,
    int operationsMax,
    int messagesPerSecondMax,
    int messageBytesMax,
    long outboundBytesMax,
    Duration slowConsumerTimeout,
    Duration closeTimeout) {

  /** Somewhere in the interval, so that not all who came at once are pinged at once for ever. */
  Duration firstPing() {
    return pingInterval.multipliedBy(ThreadLocalRandom.current().nextInt(1, 1001)).dividedBy(1000);
  }
}
