package dev.ticketstream.gateway.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the Kafka clients of this package, all without a consumer group. */
final class KafkaClients {

  private static final Logger log = LoggerFactory.getLogger(KafkaClients.class);

  /** How long a call may take that Kafka does not answer; keeps shutdown and failover quick. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** How long closing may take; there is nothing to hand over. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Map<String, Object> connection;

  /**
   * @param connection bootstrap servers and security, as Spring Boot configures them
   */
  KafkaClients(Map<String, Object> connection) {
    this.connection = Map.copyOf(connection);
  }

  /**
   * A consumer that sees committed records only and never chooses a position by itself.
   *
   * @param maxRecords most records that a poll returns
   * @param fetchBytes most bytes to fetch of a partition at a time
   * @param fetchWait how long Kafka may wait for news before it answers a fetch
   */
  Consumer<byte[], byte[]> consumer(int maxRecords, int fetchBytes, Duration fetchWait) {
    Map<String, Object> config = new HashMap<>(connection);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.CLIENT_ID_CONFIG);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * fetchBytes);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) fetchWait.toMillis());
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    return new KafkaConsumer<>(config);
  }

  Admin admin() {
    Map<String, Object> config = new HashMap<>(connection);
    config.remove(AdminClientConfig.CLIENT_ID_CONFIG);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    return Admin.create(config);
  }

  /** Closes a consumer that has no group to leave, whether Kafka answers or not. */
  static void close(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    } catch (KafkaException e) {
      log.debug("Closing a consumer failed", e);
    }
  }
}
