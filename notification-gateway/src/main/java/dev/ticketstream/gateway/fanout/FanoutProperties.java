package dev.ticketstream.gateway.fanout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are handed to subscriptions ({@code ticketstream.fanout}).
 *
 * @param bufferEvents how much a subscription that catches up has in hand: half as many events are
 *     read from memory at a time, and so many tickets' newest events are kept when it conflates
 * @param retryDelay how long a replay waits before it asks again when Kafka gave nothing
 */
@Validated
@ConfigurationProperties("ticketstream.fanout")
public record FanoutProperties(
    @DefaultValue("256") @Min(8) @Max(65_536) int bufferEvents,
    @DefaultValue("200ms") @DurationMin(millis = 10) Duration retryDelay) {

  /** Events that a replay reads from memory at a time; leaves room for live ones. */
  int pageEvents() {
    return bufferEvents / 2;
  }

  /** Events that may be left to read when a replay becomes live, which holds up the stream. */
  int handoverEvents() {
    return bufferEvents / 4;
  }
}
