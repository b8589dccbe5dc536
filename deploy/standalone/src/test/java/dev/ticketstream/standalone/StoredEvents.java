package dev.ticketstream.standalone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.ticketstream.events.Topics;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The versions of each ticket's events, in the order in which a place keeps them. */
final class StoredEvents {

  private StoredEvents() {}

  static Map<String, List<Integer>> inEventStore(RunningPlatform platform) throws Exception {
    Map<String, List<Integer>> versions = new HashMap<>();
    try (var connection =
            DriverManager.getConnection(
                platform.jdbcUrl(), "ticketstream", platform.databasePassword());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select ticket_id, version from ticket_event order by seq")) {
      while (rows.next()) {
        versions.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getInt(2));
      }
    }
    return versions;
  }

  static Map<String, List<Integer>> inTopic(RunningPlatform platform) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                platform.kafkaBootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.SUPPORT_TICKET_EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records.stream()
          .collect(groupingBy(ConsumerRecord::key, mapping(StoredEvents::version, toList())));
    }
  }

  private static int version(ConsumerRecord<String, byte[]> entry) {
    return switch (SupportTicketEventCodec.decode(entry.value())) {
      case DecodedEvent.Known(var event) -> event.version();
      case DecodedEvent.Unknown unknown -> throw new AssertionError(unknown);
    };
  }
}
