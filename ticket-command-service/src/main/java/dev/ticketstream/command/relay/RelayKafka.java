package dev.ticketstream.command.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the relay's Kafka clients. How to reach the broker comes from {@code spring.kafka.*}; what
 * the relay's promises rest on is set here and cannot be configured away.
 */
class RelayKafka {

  /**
   * What the relay writes to.
   *
   * @param topic the events' topic
   * @param cursorTopic the cursor's topic
   */
  record Names(String topic, String cursorTopic) {

    /** The cursor record's key: one cursor for each topic. */
    byte[] cursorKey() {
      return topic.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final int PRODUCER_BATCH_BYTES = 128 * 1024;

  private final Map<String, Object> producerConfig;
  private final Map<String, Object> consumerConfig;
  private final Map<String, Object> adminConfig;
  private final RelayProperties properties;

  RelayKafka(
      Map<String, Object> producerConfig,
      Map<String, Object> consumerConfig,
      Map<String, Object> adminConfig,
      RelayProperties properties) {
    this.producerConfig = producerConfig;
    this.consumerConfig = consumerConfig;
    this.adminConfig = adminConfig;
    this.properties = properties;
  }

  Names names() {
    return new Names(properties.topic(), properties.cursorTopic());
  }

  TopicAdmin topicAdmin() {
    Map<String, Object> config = bounded(adminConfig);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "ticketstream-relay-admin");
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(deliveryTimeout()));
    return new TopicAdmin(config, deliveryTimeout());
  }

  CursorReader cursorReader() {
    return new CursorReader(this::consumer, names(), deliveryTimeout());
  }

  /** A transactional producer that is not initialised yet. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> config = bounded(producerConfig);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH_BYTES);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "ticketstream-relay");
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, properties.transactionalId());
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(properties.transactionTimeout()));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(deliveryTimeout()));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millis(deliveryTimeout()));
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5); // the commit flushes: nobody waits for it
    // A transaction that follows another closely is told to try again while that one ends.
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10L);
    config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
    return new KafkaProducer<>(config);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config = bounded(consumerConfig);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "ticketstream-relay-cursor");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(deliveryTimeout()));
    return new KafkaConsumer<>(config);
  }

  /** No request may outlive what a step of a batch may take; reconnecting gets slower in steps. */
  private Map<String, Object> bounded(Map<String, Object> base) {
    Map<String, Object> config = new HashMap<>(base);
    config.put(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
        Math.max(500, millis(deliveryTimeout()) / 2));
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L);
    return config;
  }

  private Duration deliveryTimeout() {
    return properties.deliveryTimeout();
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
