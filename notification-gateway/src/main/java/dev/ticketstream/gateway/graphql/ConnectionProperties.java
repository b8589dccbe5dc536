package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.SessionSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and times of WebSocket connections.
 *
 * @param connectionsMax connections of this instance; more are closed with 1013
 * @param connectionsPerUserMax connections of one user on this instance; more are closed with 1013
 * @param operationsMax subscriptions of a connection; more are refused with LIMIT_EXCEEDED
 * @param messagesPerSecondMax client messages that are taken in a second; more are read later
 * @param messageSizeMax largest client message; larger ones close the socket with 4400
 * @param initTimeout how long the client has to send {@code connection_init}
 * @param pingInterval how often the server pings
 * @param pongTimeout how long the client has to answer a ping
 * @param expiryWarning how long before the token's expiry the client is warned
 * @param outboundSizeMax what may wait to be written to a connection
 * @param slowConsumerTimeout how long a connection may stay over {@code outboundSizeMax}
 * @param closeTimeout how long a client has to take the close frame
 * @param drainTime over how long connections are closed at shutdown
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.connection")
record ConnectionProperties(
    @DefaultValue("50000") @Positive int connectionsMax,
    @DefaultValue("20") @Positive int connectionsPerUserMax,
    @DefaultValue("100") @Positive int operationsMax,
    @DefaultValue("50") @Positive @Max(100_000) int messagesPerSecondMax,
    @DefaultValue("64KB") DataSize messageSizeMax,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration initTimeout,
    @DefaultValue("25s") @DurationMin(millis = 1) Duration pingInterval,
    @DefaultValue("15s") @DurationMin(millis = 1) Duration pongTimeout,
    @DefaultValue("60s") @DurationMin(millis = 1) Duration expiryWarning,
    @DefaultValue("256KB") DataSize outboundSizeMax,
    @DefaultValue("5s") @DurationMin(millis = 1) Duration slowConsumerTimeout,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration closeTimeout,
    @DefaultValue("20s") @DurationMin(millis = 10) @DurationMax(minutes = 10) Duration drainTime) {

  private static final String PREFIX = "ticketstream.gateway.connection.";

  ConnectionProperties {
    // A connection_init with a token must fit; Netty's limit on frames is a multiple of it.
    SizeRange.check(
        PREFIX + "message-size-max",
        messageSizeMax,
        DataSize.ofKilobytes(1),
        DataSize.ofMegabytes(64));
    SizeRange.check(
        PREFIX + "outbound-size-max",
        outboundSizeMax,
        DataSize.ofKilobytes(1),
        DataSize.ofGigabytes(1));
  }

  SessionSettings sessionSettings() {
    return new SessionSettings(
        initTimeout,
        pingInterval,
        pongTimeout,
        expiryWarning,
        operationsMax,
        messagesPerSecondMax,
        Math.toIntExact(messageSizeMax.toBytes()),
        outboundSizeMax.toBytes(),
        slowConsumerTimeout,
        closeTimeout);
  }
}
