package dev.ticketstream.gateway.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many GraphQL requests a user may send over HTTP, streams of server-sent events included
 * ({@code ticketstream.gateway.requests}).
 *
 * @param perSecondMax requests of a user that this instance takes in a second in the long run; more
 *     get 429
 * @param burstMax requests that it takes at once after a pause
 * @param usersMax most users whose counts are kept; whoever is forgotten starts with a full burst
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.requests")
record RequestProperties(
    @DefaultValue("50") @Positive @Max(100_000) int perSecondMax,
    @DefaultValue("200") @Positive @Max(100_000) int burstMax,
    @DefaultValue("10000") @Positive @Max(1_000_000) int usersMax) {}
