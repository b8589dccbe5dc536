package dev.ticketstream.gateway.revocation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes the topic of revocations and the clients that read and write it. */
final class RevocationTopic implements AutoCloseable {

  private static final int PARTITIONS = 1;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final RevocationProperties properties;
  private final KafkaAdmin admin;
  private final Map<String, Object> reading;
  private final Map<String, Object> writing;
  private @Nullable Producer<String, byte[]> producer;

  /**
   * @param administering bootstrap servers and security of administrators
   * @param reading the same of consumers
   * @param writing the same of producers
   */
  RevocationTopic(
      RevocationProperties properties,
      Map<String, Object> administering,
      Map<String, Object> reading,
      Map<String, Object> writing) {
    this.properties = properties;
    this.admin = new KafkaAdmin(administering);
    this.admin.setOperationTimeout((int) Math.max(1, properties.writeTimeout().toSeconds()));
    this.reading = reading;
    this.writing = writing;
  }

  /** Creates the topic if there is none; fails when Kafka does not answer. */
  void ensure() {
    admin.createOrModifyTopics(
        new NewTopic(properties.topic(), PARTITIONS, properties.replicationFactor())
            .configs(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  /** A consumer of the whole topic, from its beginning, without a group. */
  Consumer<String, byte[]> consumer() {
    Map<String, Object> config = new HashMap<>(reading);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.CLIENT_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) properties.writeTimeout().toMillis());
    config.put(
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) properties.writeTimeout().toMillis());
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      assignAll(consumer);
      return consumer;
    } catch (RuntimeException e) {
      // It is tried again and again: what is not closed would add up.
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      throw e;
    }
  }

  private void assignAll(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(properties.topic()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Writes a revocation; may block until Kafka is there.
   *
   * @return completes when all in-sync replicas have it
   */
  CompletableFuture<Void> write(Revocation revocation) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    var _ =
        producer()
            .send(
                new ProducerRecord<>(
                    properties.topic(), revocation.userId(), RevocationFormat.write(revocation)),
                (_, error) -> {
                  if (error == null) {
                    written.complete(null);
                  } else {
                    written.completeExceptionally(error);
                  }
                });
    return written;
  }

  /** Made with the first revocation: most instances never write one. */
  private synchronized Producer<String, byte[]> producer() {
    Producer<String, byte[]> made = producer;
    if (made == null) {
      int timeoutMs = (int) properties.writeTimeout().toMillis();
      Map<String, Object> config = new HashMap<>(writing);
      config.remove(ProducerConfig.CLIENT_ID_CONFIG);
      config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMs);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
      made = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
      producer = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
