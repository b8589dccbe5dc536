package dev.ticketstream.gateway.stream;

import dev.ticketstream.events.SupportTicketEvent;
import dev.ticketstream.events.codec.SupportTicketEventCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of a test's own on a real broker, and the relay that writes to it in transactions. */
public final class TicketTopic implements AutoCloseable {

  private final String name = "events-" + UUID.randomUUID();
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param bootstrapServers the broker; the topic is not created yet
   */
  public TicketTopic(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  public String name() {
    return name;
  }

  public TicketTopic create(int partitions) {
    get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    return this;
  }

  public void delete() {
    get(admin.deleteTopics(List.of(name)).all());
  }

  public void growTo(int partitions) {
    get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
  }

  /** Deletes everything that is in the topic now. */
  public void expireAll() {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (int p = 0; p < producer.partitionsFor(name).size(); p++) {
      TopicPartition partition = new TopicPartition(name, p);
      long end =
          get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
              .offset();
      all.put(partition, RecordsToDelete.beforeOffset(end));
    }
    get(admin.deleteRecords(all).all());
  }

  /** Writes events in one transaction. */
  public void publish(List<SupportTicketEvent> events) {
    producer.beginTransaction();
    events.forEach(this::send);
    producer.commitTransaction();
  }

  /** Writes events and takes them back. */
  public void abort(List<SupportTicketEvent> events) {
    producer.beginTransaction();
    events.forEach(this::send);
    producer.flush();
    producer.abortTransaction();
  }

  /** Writes a record that may be anything. */
  public void publish(String key, byte[] value) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(name, key, value));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  private void send(SupportTicketEvent event) {
    producer.send(
        new ProducerRecord<>(
            name, event.ticketId().toString(), SupportTicketEventCodec.encode(event)));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
