package dev.ticketstream.gateway.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many sockets may be opened ({@code ticketstream.gateway.handshake}).
 *
 * @param perSecondMax WebSocket handshakes that this instance takes in a second in the long run;
 *     more get 503
 * @param burstMax handshakes that it takes at once after a pause
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.handshake")
record HandshakeProperties(
    @DefaultValue("5000") @Positive @Max(1_000_000) int perSecondMax,
    @DefaultValue("5000") @Positive @Max(1_000_000) int burstMax) {}
