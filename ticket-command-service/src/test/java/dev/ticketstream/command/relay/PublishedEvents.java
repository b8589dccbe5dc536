package dev.ticketstream.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning with {@code read_committed}. */
final class PublishedEvents implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  PublishedEvents(String bootstrapServers, String topic) {
    Properties config = new Properties();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("isolation.level", "read_committed");
    config.put("allow.auto.create.topics", "false");
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
  }

  static String payload(UUID ticketId, int version) {
    return ticketId + "/" + version + ";";
  }

  /** Waits until as many events are visible, and then that no more come. */
  List<ConsumerRecord<byte[], byte[]>> awaitExactly(int events) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              poll();
              assertThat(records).hasSizeGreaterThanOrEqualTo(events);
            });
    // What was published twice would follow at once: the relay goes on after it.
    for (int i = 0; i < 3; i++) {
      poll();
    }
    assertThat(records).hasSize(events);
    return List.copyOf(records);
  }

  /** The texts of the payloads up to their semicolon. */
  List<String> texts() {
    return records.stream().map(PublishedEvents::text).toList();
  }

  /** Asserts that every ticket's versions came as 1, 2, 3 … and from one partition. */
  void assertInOrderAndOnce() {
    Map<String, List<Integer>> versions = new HashMap<>();
    for (var record : records) {
      String[] text = text(record).split("/");
      assertThat(new String(record.key(), UTF_8)).isEqualTo(text[0]);
      versions.computeIfAbsent(text[0], _ -> new ArrayList<>()).add(Integer.valueOf(text[1]));
    }
    assertThat(versions)
        .allSatisfy(
            (_, list) ->
                assertThat(list).isEqualTo(IntStream.rangeClosed(1, list.size()).boxed().toList()));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    String text = new String(record.value(), UTF_8);
    return text.substring(0, text.indexOf(';'));
  }

  private void poll() {
    if (consumer.assignment().isEmpty()) {
      if (!consumer.listTopics().containsKey(topic)) {
        return;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    consumer.poll(Duration.ofMillis(50)).forEach(records::add);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
