package dev.ticketstream.gateway.revocation;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How revocations are kept ({@code ticketstream.revocation}).
 *
 * @param topic the compacted topic that all instances read
 * @param replicationFactor copies of the topic when it is created; -1 is the broker's default
 * @param tokenLifetimeMax the longest time that the issuer's tokens are good for; a revocation is
 *     forgotten after this, since the tokens have expired by then
 * @param writeTimeout how long storing a revocation may take
 * @param retryDelay how long to wait before reading is tried again after a failure
 */
@Validated
@ConfigurationProperties("ticketstream.revocation")
record RevocationProperties(
    @DefaultValue("gateway-revocations") @NotBlank String topic,
    @DefaultValue("-1") short replicationFactor,
    @DefaultValue("24h") @DurationMin(seconds = 1) Duration tokenLifetimeMax,
    @DefaultValue("5s") @DurationMin(millis = 100) Duration writeTimeout,
    @DefaultValue("500ms") @DurationMin(millis = 10) Duration retryDelay) {}
