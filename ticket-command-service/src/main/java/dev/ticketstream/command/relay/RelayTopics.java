package dev.ticketstream.command.relay;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import dev.ticketstream.events.TicketLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the relay's two topics where they are missing, and checks them where they are not. */
final class RelayTopics {

  private static final Logger log = LoggerFactory.getLogger(RelayTopics.class);

  /** Room for the largest event, its headers and the batch around it. */
  private static final int MESSAGE_BYTES_MIN = TicketLimits.EVENT_BYTES_MAX + 64 * 1024;

  private static final int MESSAGE_BYTES_DEFAULT = 1024 * 1024;
  private static final int CURSOR_SEGMENT_BYTES = 16 * 1024 * 1024;

  private final TopicAdmin admin;
  private final RelayProperties properties;

  RelayTopics(TopicAdmin admin, RelayProperties properties) {
    this.admin = admin;
    this.properties = properties;
  }

  /**
   * Creates and checks the topics.
   *
   * @throws RelayRefusedException if one exists and is not as it must be
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  void ensure() {
    if (admin.createIfMissing(eventsTopic())) {
      log.info(
          "Created the topic {} with {} partitions", properties.topic(), properties.partitions());
    }
    if (admin.createIfMissing(cursorTopic())) {
      log.info("Created the topic {}", properties.cursorTopic());
    }
    List<String> problems = new ArrayList<>();
    check(problems, properties.topic(), properties.partitions(), CLEANUP_POLICY_DELETE);
    check(problems, properties.cursorTopic(), 1, CLEANUP_POLICY_COMPACT);
    if (!problems.isEmpty()) {
      throw new RelayRefusedException(
          "topics are not as they must be: %s. Correct them or the properties ticketstream.relay.*; docs/relay.md (\"Topics\") says how."
              .formatted(String.join("; ", problems)));
    }
  }

  private void check(List<String> problems, String topic, int partitions, String cleanupPolicy) {
    TopicDescription description = admin.describe(topic);
    if (description.partitions().size() != partitions) {
      problems.add(
          "%s has %d partitions, expected %d"
              .formatted(topic, description.partitions().size(), partitions));
    }
    Map<String, String> config = admin.configuration(topic);
    expect(problems, topic, config, CLEANUP_POLICY_CONFIG, cleanupPolicy);
    if (topic.equals(properties.topic())) {
      expect(problems, topic, config, RETENTION_MS_CONFIG, retentionMs());
      expect(problems, topic, config, RETENTION_BYTES_CONFIG, "-1");
      int messageBytes = Integer.parseInt(config.getOrDefault(MAX_MESSAGE_BYTES_CONFIG, "0"));
      if (messageBytes < MESSAGE_BYTES_MIN) {
        problems.add(
            "%s has %s=%d, needed are %d"
                .formatted(topic, MAX_MESSAGE_BYTES_CONFIG, messageBytes, MESSAGE_BYTES_MIN));
      }
    }
  }

  private static void expect(
      List<String> problems,
      String topic,
      Map<String, String> config,
      String name,
      String expected) {
    String value = config.get(name);
    if (!expected.equals(value)) {
      problems.add("%s has %s=%s, expected %s".formatted(topic, name, value, expected));
    }
  }

  private NewTopic eventsTopic() {
    Map<String, String> config = new HashMap<>();
    config.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    config.put(RETENTION_MS_CONFIG, retentionMs());
    config.put(RETENTION_BYTES_CONFIG, "-1");
    config.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES_DEFAULT));
    return topic(properties.topic(), properties.partitions(), config);
  }

  /** Small segments, compacted eagerly: of one key's records only the last is ever read. */
  private NewTopic cursorTopic() {
    Map<String, String> config = new HashMap<>();
    config.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
    config.put(SEGMENT_BYTES_CONFIG, Integer.toString(CURSOR_SEGMENT_BYTES));
    config.put(MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
    return topic(properties.cursorTopic(), 1, config);
  }

  private NewTopic topic(String name, int partitions, Map<String, String> config) {
    Integer minInsyncReplicas = properties.minInsyncReplicas();
    if (minInsyncReplicas != null) {
      config.put(MIN_IN_SYNC_REPLICAS_CONFIG, minInsyncReplicas.toString());
    }
    return new NewTopic(name, partitions, properties.replicationFactor()).configs(config);
  }

  private String retentionMs() {
    Duration retention = properties.retention();
    return retention == null ? "-1" : Long.toString(retention.toMillis());
  }
}
