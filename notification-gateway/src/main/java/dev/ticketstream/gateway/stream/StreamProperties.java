package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.Topics;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway reads the events' topic ({@code ticketstream.stream}).
 *
 * @param topic the topic's name
 * @param recentBytes most memory for recent events, by a rough reckoning of what they take decoded
 * @param recentAge how old an event in memory may get
 * @param warmUpRecords most records before the topic's end that are read at start to have recent
 *     events at hand
 * @param discoveryInterval how often the topic's partitions and identity are looked up; also the
 *     longest time until a new partition is read
 * @param brokerTimeout after how long without an answer from Kafka the gateway is not ready
 * @param retryDelay how long to wait before trying again what Kafka refused, or a topic that is not
 *     there
 * @param replayReaders how many Kafka consumers serve the replays that reach further back than
 *     memory
 * @param replayQueue most replays that wait for one of these readers; further ones try again later
 * @param replayPageRecords most records read at a time for one replay
 * @param replayPageBytes most bytes of events read at a time for one replay; a single larger event
 *     passes
 */
@Validated
@ConfigurationProperties("ticketstream.stream")
public record StreamProperties(
    @DefaultValue(Topics.SUPPORT_TICKET_EVENTS) @NotBlank String topic,
    @DefaultValue("64MB") DataSize recentBytes,
    @DefaultValue("15m") @DurationMin(seconds = 0) Duration recentAge,
    @DefaultValue("20000") @Min(0) int warmUpRecords,
    @DefaultValue("5s") @DurationMin(millis = 10) Duration discoveryInterval,
    @DefaultValue("15s") @DurationMin(millis = 100) Duration brokerTimeout,
    @DefaultValue("500ms") @DurationMin(millis = 10) Duration retryDelay,
    @DefaultValue("4") @Min(1) @Max(64) int replayReaders,
    @DefaultValue("1000") @Min(1) int replayQueue,
    @DefaultValue("500") @Min(1) @Max(10_000) int replayPageRecords,
    @DefaultValue("512KB") DataSize replayPageBytes) {

  public StreamProperties {
    if (recentBytes.isNegative()) {
      throw new IllegalArgumentException("ticketstream.stream.recent-bytes must not be negative");
    }
    if (replayPageBytes.isNegative()) {
      throw new IllegalArgumentException(
          "ticketstream.stream.replay-page-bytes must not be negative");
    }
  }
}
