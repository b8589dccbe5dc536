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
 * @param bufferEvents most events that wait for one subscriber; who falls further behind reads the
 *     rest later, at their own pace, from recent events or from Kafka
 * @param stallTimeout after how long a subscriber that has fallen behind and takes nothing at all
 *     is given up
 * @param retryDelay how long a replay waits before it asks again when Kafka gave nothing
 */
@Validated
@ConfigurationProperties("ticketstream.fanout")
public record FanoutProperties(
    @DefaultValue("256") @Min(8) @Max(65_536) int bufferEvents,
    @DefaultValue("30s") @DurationMin(millis = 10) Duration stallTimeout,
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
