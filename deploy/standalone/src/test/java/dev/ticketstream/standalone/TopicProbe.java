package dev.ticketstream.standalone;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.Topics;
import dev.ticketstream.events.codec.DecodedEvent;
import dev.ticketstream.events.codec.SupportTicketEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the whole topic as another team's consumer would: committed records only. */
record TopicProbe(String bootstrapServers) {

  /** All events in the topic, per partition in order. */
  List<SupportTicketEvent> events() {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<SupportTicketEvent> events = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            config, new StringDeserializer(), new SupportTicketEventDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.SUPPORT_TICKET_EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  switch (record.value()) {
                    case DecodedEvent.Known(SupportTicketEvent event) -> events.add(event);
                    case DecodedEvent.Unknown unknown ->
                        throw new AssertionError("unknown event in the topic: " + unknown);
                  }
                });
      }
    }
    return events;
  }

  /** The positions of all events in the topic, per partition in order. */
  List<StreamPosition> positions() {
    return events().stream().map(StreamPosition::of).toList();
  }
}
