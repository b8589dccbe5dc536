package dev.ticketstream.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class RelayPropertiesTests {

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(RelayTestBed.bind(Map.of()))
        .isEqualTo(
            new RelayProperties(
                true,
                "support-ticket-events",
                "ticket-relay-cursor",
                12,
                (short) -1,
                null,
                null,
                "ticketstream-relay",
                1000,
                DataSize.ofMegabytes(4),
                Duration.ofMillis(10),
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                null));
  }

  @Test
  void bindsEveryProperty() {
    assertThat(
            RelayTestBed.bind(
                Map.ofEntries(
                    Map.entry("enabled", "false"),
                    Map.entry("topic", "t"),
                    Map.entry("cursor-topic", "c"),
                    Map.entry("partitions", "2"),
                    Map.entry("replication-factor", "3"),
                    Map.entry("min-insync-replicas", "2"),
                    Map.entry("retention", "90d"),
                    Map.entry("transactional-id", "x"),
                    Map.entry("batch-size", "10"),
                    Map.entry("batch-bytes", "1MB"),
                    Map.entry("batch-pause", "20ms"),
                    Map.entry("poll-interval-min", "1ms"),
                    Map.entry("poll-interval-max", "2ms"),
                    Map.entry("lease-time", "2s"),
                    Map.entry("delivery-timeout", "3s"),
                    Map.entry("transaction-timeout", "4s"),
                    Map.entry("retry-backoff-min", "6ms"),
                    Map.entry("retry-backoff-max", "7ms"),
                    Map.entry("database-timeout", "8s"),
                    Map.entry("shutdown-timeout", "9s"),
                    Map.entry("rewind-to", "end"))))
        .isEqualTo(
            new RelayProperties(
                false,
                "t",
                "c",
                2,
                (short) 3,
                2,
                Duration.ofDays(90),
                "x",
                10,
                DataSize.ofMegabytes(1),
                Duration.ofMillis(20),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofMillis(6),
                Duration.ofMillis(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                RewindRequest.valueOf("end")));
  }

  @ParameterizedTest
  @CsvSource({
    "topic, ' '",
    "cursor-topic, support-ticket-events",
    "partitions, 0",
    "replication-factor, 0",
    "min-insync-replicas, 0",
    "retention, 0s",
    "transactional-id, ' '",
    "batch-size, 0",
    "batch-size, 10001",
    "batch-bytes, 255KB",
    "batch-bytes, 17MB",
    "batch-pause, -1ms",
    "batch-pause, 1001ms",
    "poll-interval-min, 0ms",
    "poll-interval-max, 1ms",
    "lease-time, 999ms",
    "delivery-timeout, 999ms",
    "transaction-timeout, 5s",
    "retry-backoff-min, 0ms",
    "retry-backoff-max, 99ms",
    "database-timeout, 999ms",
    "shutdown-timeout, 0s"
  })
  void refusesValuesOutOfRangeByName(String name, String value) {
    assertThatThrownBy(() -> RelayTestBed.bind(Map.of(name, value)))
        .rootCause()
        .hasMessageStartingWith("ticketstream.relay.")
        .hasMessageContaining(name);
  }
}
