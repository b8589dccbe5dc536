package dev.ticketstream.gateway.http;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of HTTP connections, which all WebSockets are at first.
 *
 * @param requestTimeout how long a client has to send a whole request, from the connection's
 *     beginning or the last answer on it; then it is closed
 */
@Validated
@ConfigurationProperties("ticketstream.gateway.http")
record HttpProperties(
    @DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration requestTimeout) {}
